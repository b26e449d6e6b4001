/* SPDX-License-Identifier: Apache-2.0
 *
 * miner_test.c - set-ups and programs of miners, and what only speaks of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/patterns.h"

extern const struct lw_analyzer lw_analyzer_miner;

static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;

static const struct {
    const char *path;
    struct lw_view bytes;
    const char *detail; /* NULL: no miner */
} cases[] = {
#define C(path, text, detail)                                                                      \
    {                                                                                              \
        path, { (const uint8_t *)(text), sizeof(text) - 1 }, detail                                \
    }
    C("bin/xmrig",
      "\x7f"
      "ELF.................",
      "by name"),
    C("bin/xmrig", "a text about it", NULL),
    C("bin/t-rex",
      "\x7f"
      "ELF.................",
      NULL),
    C("bin/t-rex",
      "\x7f"
      "ELF...mining.subscribe..mining.authorize..ethminer",
      "by name and strings"),
    C("bin/kworker",
      "\x7f"
      "ELF...mining.subscribe\0mining.authorize\0cryptonight\0",
      "by strings"),
    C("bin/kworker",
      "\x7f"
      "ELF...mining.subscribe\0mining.authorize\0",
      NULL),
    C("x.json", "{\"url\": \"stratum+tcp://pool.example.net:3333\", \"algo\": \"randomx\"}",
      "by strings"),
    C("config.json", "{\"donate-level\": 1, \"rig-id\": null, \"randomx\": {}}", "by strings"),
    C("a.js", "var m = new CoinHive.Anonymous('abc'); m.start()", "by strings"),
    C("hosts.txt", "0.0.0.0 minexmr.com\n0.0.0.0 coinhive.com\n0.0.0.0 xmrig.com randomx\n", NULL),
    C("rules.yaml", "- stratum+tcp://\n- stratum+ssl://\n- xmrig\n- cryptonight\n", NULL),
    C("x.json", "{\"url\": \"stratum+tcp://pool.minexmr.com:3333\"}", NULL),
    C("a.js", "minerData = f(minerDetails)", NULL),
#undef C
};

static void needs_two_signs(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = lw_facts(&arena);
        struct lw_err err;
        struct lw_file file = { .path = lw_view_c(cases[i].path),
                                .location = lw_view_c(cases[i].path),
                                .bytes = cases[i].bytes,
                                .size_bytes = cases[i].bytes.len,
                                .hits = &hits };
        lw_pattern_hits_reset(&hits);
        assert_true(lw_ok(lw_analyzer_miner.file(&facts, &file, &err)));
        if (facts.facts.count != (cases[i].detail ? 1 : 0))
            fail_msg("case %zu (%s): %zu facts", i, cases[i].path, facts.facts.count);
        if (cases[i].detail) {
            assert_true(lw_fact_is(&facts.facts.items[0], LW_K_DETAIL, cases[i].detail));
            assert_true(lw_fact_get(&facts.facts.items[0], LW_K_EVIDENCE).len > 0);
        }
        lw_arena_clear(&arena);
    }
}

static int clear_hits(void **state)
{
    (void)state;
    lw_pattern_hits_clear(&hits);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(needs_two_signs) };
    return cmocka_run_group_tests(tests, NULL, clear_hits);
}
