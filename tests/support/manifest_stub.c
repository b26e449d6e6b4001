/* SPDX-License-Identifier: Apache-2.0
 *
 * manifest_stub.c - the mode of a manifest line, until archive/manifest.c is there.
 */
#include "archive/manifest.h"
#include <stdio.h>
void lw_manifest_mode(char out[8], enum lw_entry_type type, uint32_t mode)
{
    uint32_t m = type == LW_ENTRY_SYMLINK
                     ? 0120000
                     : 0100000 | (mode & 06000) | ((mode & 0111) ? 0755 : 0644);
    (void)snprintf(out, 8, "%06o", (unsigned)(m & 0777777));
}
