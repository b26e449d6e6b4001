/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/platform.h - what Lambda takes of a function and its layers at most.
 */
#ifndef LW_FACTS_PLATFORM_H
#define LW_FACTS_PLATFORM_H

#include <stdint.h>

/* Layers of one function. */
enum { LW_PLATFORM_LAYERS_MAX = 5 };

/* Unpacked bytes of a function and all its layers together. */
#define LW_PLATFORM_BYTES_MAX UINT64_C(262144000)

#endif
