/* SPDX-License-Identifier: Apache-2.0
 *
 * base/crypto_calls.c - finds libcrypto and its functions.
 */
#include "base/crypto_calls.h"

#include <dlfcn.h>

#include "base/library.h"

static const struct lw_library_call calls[] = {
#define LW_CRYPTO_CALL(name) { #name, offsetof(struct lw_crypto, name) },
#include "base/crypto.def"
#undef LW_CRYPTO_CALL
};

lw_status lw_crypto_get(const struct lw_crypto **out, struct lw_err *err)
{
    static struct lw_crypto crypto;
    static bool loaded;
    void *library = loaded ? NULL : dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
    LW_ENSURE(loaded || library, err, LW_E_UNSUPPORTED, 0,
              "signatures need libcrypto 3, which is not here: install libssl3");
    if (!loaded)
        LW_TRY(lw_library_calls(&crypto, library, "libcrypto", calls, LW_COUNT(calls), err));
    loaded = true;
    *out = &crypto;
    return LW_OK;
}

const char *lw_crypto_reason(const struct lw_crypto *c, char *text, size_t room)
{
    unsigned long code = c->ERR_peek_last_error();
    snprintf(text, room, "no reason given");
    if (code)
        c->ERR_error_string_n(code, text, room);
    c->ERR_clear_error();
    const char *last = strrchr(text, ':'); /* "error:1E08010C:DECODER routines::unsupported" */
    return last && last[1] ? last + 1 : text;
}
