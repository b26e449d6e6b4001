/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/vex_read.h - the two forms of VEX; not for other modules.
 */
#ifndef LW_SCAN_VEX_READ_H
#define LW_SCAN_VEX_READ_H

#include "base/json.h"
#include "scan/vex.h"

/* Append the statements that suppress; texts are copied. */
void lw_vex_read_cyclonedx(struct lw_vex *out, yyjson_val *root, struct lw_arena *arena);
void lw_vex_read_openvex(struct lw_vex *out, yyjson_val *root, struct lw_arena *arena);

#endif
