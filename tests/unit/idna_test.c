/* SPDX-License-Identifier: Apache-2.0
 *
 * idna_test.c - encoded labels of host names; the names are those of RFC 3492, section 7.1.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/idna.h"
#include "base/arena.h"

static const struct {
    const char *host, *shown;
} cases[] = {
    { "xn--bcher-kva.example", "b\u00fccher.example" },
    { "XN--BCHER-KVA.example", "B\u00fcCHER.example" },
    { "api.xn--ihqwcrb4cv8a8dqg056pqjye.test", "api.\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4"
                                               "\u4e2d\u6587.test" },
    { "xn--PorqunopuedensimplementehablarenEspaol-fmd56a.x",
      "Porqu\u00e9nopuedensimplementehablarenEspa\u00f1ol.x" },
    { "xn--d1abegsd9.x", "xn--d1abegsd9.x" }, /* its last delta does not end */
    { "xn--.x", "xn--.x" },
    { "xn--a-.x", "a.x" },
    { "xn--99999999999.x", "xn--99999999999.x" },
    { "xn--\u00e9.x", "xn--\u00e9.x" },
    { "plain.example", "plain.example" },
};

static void test_shown(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
        lw_idna_add_shown(&buf, lw_view_c(cases[i].host));
        if (!lw_view_is(lw_buf_view(&buf), cases[i].shown))
            fail_msg("%s: %.*s", cases[i].host, LW_FMT(lw_buf_view(&buf)));
    }
}

/* Cut at every byte, and with every byte another one, in memory that ends there. */
static void test_broken(void **unused)
{
    (void)unused;
    const struct lw_view whole = lw_view_c(cases[2].host);
    for (size_t i = 0; i < whole.len; i++) {
        for (unsigned flip = 0; flip < 2; flip++) {
            const size_t len = flip ? whole.len : i;
            LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
            uint8_t *copy = lw_xmalloc(len + !len);
            memcpy(copy, whole.ptr, len);
            if (flip)
                copy[i] = (uint8_t)~copy[i];
            lw_idna_add_shown(&buf, lw_view(copy, len));
            free(copy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown),
        cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
