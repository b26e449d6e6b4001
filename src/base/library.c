/* SPDX-License-Identifier: Apache-2.0
 *
 * base/library.c - finds the calls of a library.
 */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

lw_status lw_library_calls(void *out, void *library, const char *what,
                           const struct lw_library_call *calls, size_t count, struct lw_err *err)
{
    for (size_t i = 0; i < count; i++) {
        void *symbol = dlsym(library, calls[i].name);
        LW_ENSURE(symbol, err, LW_E_UNSUPPORTED, 0, "the %s of this system lacks %s", what,
                  calls[i].name);
        memcpy((char *)out + calls[i].offset, &symbol, sizeof symbol);
    }
    return LW_OK;
}
