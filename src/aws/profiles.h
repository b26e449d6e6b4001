/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/profiles.h - the files of AWS's clients: sections with settings.
 *
 * Spec:    "Using shared config and credentials files" (AWS SDKs and Tools Reference Guide).
 */
#ifndef LW_AWS_PROFILES_H
#define LW_AWS_PROFILES_H

#include "base/view.h"

/* The value of `name` in the section of `profile`; "" where it is not there. `config`: the file is
 * the one where sections are called "[profile NAME]" (but "[default]"). Of a setting that stands
 * twice the last one counts; settings below a setting (indented) are none of the section's. */
struct lw_view lw_aws_profile_get(struct lw_view file, bool config, struct lw_view profile,
                                  struct lw_view name);

bool lw_aws_profile_has(struct lw_view file, bool config, struct lw_view profile);

#endif
