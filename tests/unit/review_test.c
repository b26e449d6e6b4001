/* SPDX-License-Identifier: Apache-2.0
 *
 * review_test.c - the parts of a comparison: sketches, lines, RECORD, hosts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <zlib.h>

#include "review/hosts.h"
#include "review/hunks.h"
#include "review/myers.h"
#include "review/owner.h"
#include "review/rule.h"
#include "review/sketch.h"
#include "words_sample.h"

/* Myers: the map must be rising, of equal lines, and as long as the longest common subsequence. */
static size_t longest_common(const struct lw_lines *a, const struct lw_lines *b)
{
    size_t *rows = calloc((a->count + 1) * (b->count + 1), sizeof *rows);
    size_t width = b->count + 1;
    for (size_t i = a->count; i-- > 0;)
        for (size_t k = b->count; k-- > 0;) {
            size_t down = rows[(i + 1) * width + k], right = rows[i * width + k + 1];
            rows[i * width + k] = a->ids[i] == b->ids[k] ? rows[(i + 1) * width + k + 1] + 1
                                  : down > right         ? down
                                                         : right;
        }
    size_t longest = rows[0];
    free(rows);
    return longest;
}

static void check_lines(struct lw_view from, struct lw_view to)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_lines a, b;
    assert_true(lw_lines_split(&a, &b, from, to, 1000, &arena));
    const uint32_t *map = lw_myers(&a, &b, &arena);
    size_t kept = 0, last = 0;
    for (size_t i = 0; i < a.count; i++) {
        if (!map[i])
            continue;
        assert_true(map[i] > last && map[i] <= b.count);
        assert_int_equal(a.ids[i], b.ids[map[i] - 1]);
        last = map[i];
        kept++;
    }
    assert_int_equal(kept, longest_common(&a, &b));
    lw_arena_clear(&arena);
}

static struct lw_view random_text(char *into, uint64_t *state, unsigned letters)
{
    size_t len = 0;
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    size_t lines = (*state >> 33) % 14;
    for (size_t i = 0; i < lines; i++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        into[len++] = (char)('a' + (*state >> 33) % letters);
        into[len++] = '\n';
    }
    return lw_view(into, len);
}

static void shortest_scripts(void **state)
{
    (void)state;
    uint64_t chance = 7;
    char a[64], b[64];
    for (unsigned i = 0; i < 3000; i++) {
        struct lw_view from = random_text(a, &chance, 2 + i % 4);
        check_lines(from, random_text(b, &chance, 2 + i % 4));
    }
    check_lines(LW_VIEW("a\nb\nc\n"), LW_VIEW("a\nb\nc\n"));
    check_lines(LW_VIEW(""), LW_VIEW("a\n"));
}

/* More edits than the bound: what begins and ends alike is still found. */
static void too_many_edits(void **state)
{
    (void)state;
    enum { LINES = 2 * LW_MYERS_MOST_EDITS };
    struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf from = LW_BUF_INIT, to = LW_BUF_INIT;
    lw_buf_add_c(&from, "head\n");
    lw_buf_add_c(&to, "head\n");
    for (int i = 0; i < LINES; i++) {
        lw_buf_printf(&from, "old %d\n", i);
        lw_buf_printf(&to, "new %d\n", i);
    }
    lw_buf_add_c(&from, "tail\n");
    lw_buf_add_c(&to, "tail\n");
    struct lw_lines a, b;
    assert_true(lw_lines_split(&a, &b, lw_buf_view(&from), lw_buf_view(&to), 1 << 20, &arena));
    const uint32_t *map = lw_myers(&a, &b, &arena);
    assert_int_equal(map[0], 1);
    assert_int_equal(map[LINES + 1], LINES + 2);
    assert_int_equal(map[5], 0);
    assert_false(lw_lines_split(&a, &b, lw_buf_view(&from), lw_buf_view(&to), 10, &arena));
    lw_arena_clear(&arena);
}

static void hunks(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_hunk_list all = { 0 }, facts = { 0 };
    struct lw_view from = LW_VIEW("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n");
    struct lw_view to = LW_VIEW("1\n2\nX\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\nY\n16\n17\n");
    const struct lw_hunk_mark marks[] = { { 15, 0 } };
    lw_hunks_make(&all, from, to, marks, 1, LW_HUNKS_ALL, &arena);
    assert_int_equal(all.count, 2);
    assert_false(all.items[0].fact);
    assert_true(all.items[1].fact);
    assert_int_equal(all.items[0].count, 7); /* 1 2 -3 +X 4 5 6 */
    assert_int_equal(all.items[0].items[2].kind, LW_LINE_OLD);
    assert_int_equal(all.items[0].items[2].old_line, 3);
    assert_int_equal(all.items[0].items[3].new_line, 3);
    lw_hunks_make(&facts, from, to, marks, 1, LW_HUNKS_FACTS, &arena);
    assert_int_equal(facts.count, 1);
    assert_true(facts.items[0].fact);
    lw_arena_clear(&arena);
}

static bool hunks_hold(const struct lw_hunk_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].count; k++)
            if (lw_view_find(list->items[i].items[k].text, lw_view_c(text)) != LW_NOT_FOUND)
                return true;
    return false;
}

/* What reports quote is read by many: keys, logins and tokens are left out, of either side. */
static void masked_hunks(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_hunk_list all = { 0 };
    struct lw_view from = LW_VIEW("a = 1\nold = 'https://bob:h7Gk2@db.acme.io/x'\nb = 2\n");
    struct lw_view to = LW_VIEW(
        "a = 1\nurl = 'https://eve:q9Zt4@db.acme.io/x'\n"
        "key = 'AKIA" /* in pieces: it is nobody's */
        "Y34FZKBOKMUTVV7A'\n"
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAx4UbaDzY5xjW6hc9\n"
        "-----END RSA PRIVATE KEY-----\nhost = 'https://acme.io/'\n"
        "token = 'ghp_" /* and so is this */
        "aBcD3fGh1JkLmN0pQrStUvWxYz4A5b6C7d8'\nb = 2\n");
    lw_hunks_make(&all, from, to, NULL, 0, LW_HUNKS_ALL, &arena);
    assert_true(hunks_hold(&all, "https://bob:...(5)@db.acme.io/x"));
    assert_true(hunks_hold(&all, "https://eve:...(5)@db.acme.io/x"));
    assert_true(hunks_hold(&all, "https://acme.io/"));
    assert_true(hunks_hold(&all, "-----END RSA PRIVATE KEY-----"));
    static const char *const never[] = { "h7Gk2", "q9Zt4", "Y34FZKBOKMUTVV7A", "x4UbaDzY5xjW6hc9" };
    for (size_t i = 0; i < LW_COUNT(never); i++)
        assert_false(hunks_hold(&all, never[i]));
    lw_arena_clear(&arena);
}

/* Of a line of many thousand bytes, what is around the fact. */
static void long_lines(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_hunk_list list = { 0 };
    for (unsigned i = 0; i < 3000; i++)
        lw_buf_printf(&text, "f%u();", i);
    struct lw_hunk_mark mark = { 1, text.len };
    lw_buf_add_c(&text, "require('child_process').exec('id');");
    for (unsigned i = 0; i < 3000; i++)
        lw_buf_printf(&text, "g%u();", i);
    lw_hunks_make(&list, LW_VIEW_NONE, lw_buf_view(&text), &mark, 1, LW_HUNKS_FACTS, &arena);
    assert_int_equal(list.count, 1);
    assert_true(hunks_hold(&list, "child_process"));
    assert_true(list.items[0].items[0].cut);
    assert_true(lw_view_starts(list.items[0].items[0].text, LW_VIEW("...")));
    lw_arena_clear(&arena);
}

static void sketches(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf a = LW_BUF_INIT, b = LW_BUF_INIT, c = LW_BUF_INIT;
    struct lw_sketch one = lw_sketch_make(words(&a, 1, 300));
    words(&b, 1, 300);
    lw_buf_add_c(&b, "and a few words more that were not there\n");
    struct lw_sketch near = lw_sketch_make(lw_buf_view(&b));
    struct lw_sketch far = lw_sketch_make(words(&c, 100000, 300));
    assert_int_equal(lw_sketch_likeness(&one, &one), 100);
    assert_true(lw_sketch_likeness(&one, &near) > 80);
    assert_true(lw_sketch_likeness(&one, &far) < 25);
    struct lw_sketch none = lw_sketch_make(LW_VIEW("too little"));
    assert_int_equal(lw_sketch_likeness(&none, &none), 0);
    /* gzip is looked into. */
    uint8_t packed[1 << 16];
    z_stream z = {
        .next_in = a.ptr, .avail_in = (uInt)a.len, .next_out = packed, .avail_out = sizeof packed
    };
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t packed_bytes = sizeof packed - z.avail_out;
    deflateEnd(&z);
    struct lw_sketch zipped = lw_sketch_make(lw_view(packed, packed_bytes));
    assert_int_equal(lw_sketch_likeness(&one, &zipped), 100);
    for (size_t cut = 0; cut < packed_bytes; cut++)
        (void)lw_sketch_make(lw_view(packed, cut));
}

static void host_names(void **state)
{
    (void)state;
    static const char *const addresses[] = { "8.8.8.8", "134744072", "0x08080808", "010.8.8.8",
                                             "2001:4860:4860::8888" };
    static const char *const names[] = { "example.com", "198.18.0.1",  "127.0.0.1",
                                         "10.1.2.3",    "192.168.0.1", "169.254.169.254",
                                         "1.2",         "1.2.3",       "::1",
                                         "fe80::1",     "99",          "172.16.0.1",
                                         "8.8.8.256",   "a.8.8.8",     "" };
    for (size_t i = 0; i < LW_COUNT(addresses); i++)
        if (!lw_host_is_address(lw_view_c(addresses[i])))
            fail_msg("%s is an address", addresses[i]);
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_host_is_address(lw_view_c(names[i])))
            fail_msg("%s is none", names[i]);
    assert_true(
        lw_view_is(lw_host_of(LW_VIEW("https://u:p@Host.example:8/p?q@x")), "Host.example"));
    assert_true(lw_view_is(lw_host_of(LW_VIEW("http://[2001:db8::1]:80/")), "2001:db8::1"));
    assert_true(lw_view_is(lw_host_of(LW_VIEW("2001:db8::1")), "2001:db8::1"));
    assert_true(lw_view_is(lw_host_domain(LW_VIEW("a.b.acme.co.uk")), "acme.co.uk"));
    assert_true(lw_view_is(lw_host_domain(LW_VIEW("10.20.30.40")), "10.20.30.40"));
    assert_true(lw_host_receives(LW_VIEW("abc.ngrok-free.app.")));
    assert_true(lw_host_receives(LW_VIEW("WEBHOOK.site")));
    assert_false(lw_host_receives(LW_VIEW("notwebhook.site")));
}

/* What a function can write to, however it is spelt; and not a folder of one's own. */
static void trees_are_known(void **state)
{
    static const char *const trees[] = {
        "/",
        "/tmp",
        "/tmp/",
        "/tmp/*",
        "/tmp/..",
        "/tmp/a/..",
        "/tmp/./.*",
        "/tmp/a b/..",
        "//",
        "/mnt/files",
        "/mnt/a/../files/*",
        "~",
        "~/",
        "~/..",
        "$HOME/*",
        "rm -rf /",
        "rm -rf / --no-preserve-root",
        "rm -rf '/tmp/' /opt/a/b",
        "rm -rf /tmp/{*,.*}",
        "rm -rf \"${HOME}\";",
        "/bin/rm -rf /home/a/..",
    };
    static const char *const others[] = { "",
                                          "a",
                                          "tmp",
                                          "/tmp/a",
                                          "/tmp/../opt/a",
                                          "/opt/a/b",
                                          "/tmp/*.log",
                                          "/mnt/a/b",
                                          "~/a",
                                          "rm -rf a ../b",
                                          "/usr/bin/rm a",
                                          "/home/a.txt",
                                          "$HOME/.cache" };
    (void)state;
    for (size_t i = 0; i < LW_COUNT(trees); i++)
        if (!lw_is_tree(lw_view_c(trees[i])))
            fail_msg("\"%s\" is one", trees[i]);
    for (size_t i = 0; i < LW_COUNT(others); i++)
        if (lw_is_tree(lw_view_c(others[i])))
            fail_msg("\"%s\" is none", others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shortest_scripts),
        cmocka_unit_test(too_many_edits),
        cmocka_unit_test(hunks),
        cmocka_unit_test(masked_hunks),
        cmocka_unit_test(long_lines),
        cmocka_unit_test(sketches),
        cmocka_unit_test(host_names),
        cmocka_unit_test(trees_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
