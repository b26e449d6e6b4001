/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/native_flags.h - how a row of native.def is to be read.
 */
#ifndef LW_ANALYZE_NATIVE_FLAGS_H
#define LW_ANALYZE_NATIVE_FLAGS_H

enum lw_native_flag {
    LW_NV_START = 1,   /* no printable character before the prefix */
    LW_NV_END = 2,     /* nor behind the suffix */
    LW_NV_RUNTIME = 4, /* an interpreter: also a runtime fact */
    LW_NV_WHOLE = 8,   /* the version begins with the prefix */
};

#endif
