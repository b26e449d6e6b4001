/* SPDX-License-Identifier: Apache-2.0
 *
 * base/attr.h - compiler attributes and the two ownership helpers.
 */
#ifndef LW_BASE_ATTR_H
#define LW_BASE_ATTR_H

#include <stddef.h>

#define LW_NODISCARD __attribute__((warn_unused_result))
#define LW_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define LW_NORETURN __attribute__((noreturn))
#define LW_UNUSED __attribute__((unused))
#define LW_ALWAYS_INLINE __attribute__((always_inline))
#define LW_CLEANUP(fn) __attribute__((cleanup(fn)))

#define LW_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Hands a pointer on and leaves NULL behind, so that LW_CLEANUP finds nothing to free. */
#define lw_steal(slot)                                                                             \
    ({                                                                                             \
        __typeof__(*(slot)) lw_stolen_ = *(slot);                                                  \
        *(slot) = NULL;                                                                            \
        lw_stolen_;                                                                                \
    })

#endif
