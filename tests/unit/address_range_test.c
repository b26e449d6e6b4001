/* SPDX-License-Identifier: Apache-2.0
 *
 * address_range_test.c - networks are no servers, as long as no server has their address.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/endpoint.h"
#include "base/attr.h"

static const struct {
    const char *text;
    bool range; /* of at most 24 bits */
} cases[] = {
    { "10.0.0.0/8", true },
    { "0.0.0.0/0", true },
    { "203.0.112.0/22", true },
    { "203.0.113.0/24", true },
    { "203.0.113.8/29", false }, /* .8 may be a server */
    { "203.0.113.7/22", false }, /* it has bits of a host */
    { "10.0.0.0", false },
    { "10.0.0.0/", false },
    { "10.0.0.0/8/a", false },
    { "10.0.0.0/x", false },
    { "10.0.0.0/33", false },
    { "1.0.0.0/0", false },
    { "", false },
    { "/", false },
    { "/8", false },
};

static void tells_networks(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++)
        if (lw_ipv4_is_range(lw_view_c(cases[i].text), 24) != cases[i].range)
            fail_msg("%s", cases[i].text);
    assert_true(lw_ipv4_is_range(LW_VIEW("203.0.113.8/29"), 31));
    assert_false(lw_ipv4_is_range(LW_VIEW("203.0.113.8/32"), 32));
}

static void finds_none_unasked(void **state)
{
    static const struct lw_endpoint_options options = { .quoted = true };
    const struct lw_view code = LW_VIEW(
        "a = ['10.0.0.0/8', '203.0.113.0/24', '203.0.113.7/24', '203.0.113.0/a']");
    struct lw_endpoint e;
    size_t at = 0;
    (void)state;
    assert_true(lw_endpoint_next(&e, code, &at, &options));
    assert_string_equal(e.host, "203.0.113.7");
    assert_true(lw_endpoint_next(&e, code, &at, &options));
    assert_string_equal(e.host, "203.0.113.0");
    assert_false(lw_endpoint_next(&e, code, &at, &options));
}

/* They are told apart from servers, and from what is no use to anyone outside. */
static void finds_them_where_asked(void **state)
{
    static const struct lw_endpoint_options options = { .quoted = true, .networks = true };
    static const struct {
        const char *host;
        enum lw_endpoint_class class;
    } found[] = {
        { "10.0.0.0", LW_EP_LOCAL },
        { "203.0.113.0", LW_EP_NETWORK },
        { "203.0.113.7", LW_EP_OTHER },
    };
    const struct lw_view code = LW_VIEW("a = ['10.0.0.0/8', '203.0.113.0/24', '203.0.113.7/24']");
    struct lw_endpoint e;
    size_t at = 0;
    (void)state;
    for (size_t i = 0; i < LW_COUNT(found); i++) {
        assert_true(lw_endpoint_next(&e, code, &at, &options));
        assert_string_equal(e.host, found[i].host);
        assert_int_equal(lw_endpoint_classify(&e), found[i].class);
    }
    assert_false(lw_endpoint_next(&e, code, &at, &options));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_networks),
        cmocka_unit_test(finds_none_unasked),
        cmocka_unit_test(finds_them_where_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
