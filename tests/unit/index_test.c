/* SPDX-License-Identifier: Apache-2.0
 *
 * index_test.c - the index is the same for the same advisories, and safe when it is damaged.
 */
#include <stdlib.h>

#include "vuln_help.h"

static const char *const texts[] = {
    "{\"id\":\"CVE-2020-1\",\"modified\":\"2024-01-01T00:00:00Z\",\"aliases\":[\"GHSA-1\"],"
    "\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/"
    "A:H\"}],"
    "\"summary\":\"first\",\"affected\":[{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"a\"},"
    "\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"2\"}]}],"
    "\"versions\":[\"0.1\",\"1.0\",\"3.0\"]},{\"package\":{\"ecosystem\":\"npm\",\"name\":\"b\"},"
    "\"versions\":[\"1.0.0\"]}]}",
    "{\"id\":\"GHSA-2\",\"modified\":\"2025-01-01T00:00:00Z\",\"database_specific\":{\"cwe_ids\":"
    "[\"CWE-79\"]},\"references\":[{\"type\":\"WEB\",\"url\":\"https://example.org\"}],"
    "\"affected\":[{\"package\":{\"ecosystem\":\"npm\",\"name\":\"b\"},\"ranges\":[{\"type\":"
    "\"SEMVER\",\"events\":[{\"introduced\":\"0\"},{\"last_affected\":\"1.5.0\"}]}]}]}",
};

static void add_scores(struct lw_index_builder *builder, bool reversed)
{
    static const struct lw_kev kev[] = { { LW_VIEW_NONE, 86400 * 20000, true },
                                         { LW_VIEW_NONE, 0, false } };
    static const char *const ids[] = { "CVE-2020-1", "CVE-2019-9" };
    static const struct lw_epss epss[] = { { 2020, 1, 975650, 999910 }, { 2020, 70000, 1, 2 } };
    for (size_t n = 0; n < 2; n++) {
        size_t i = reversed ? 1 - n : n;
        struct lw_kev k = kev[i];
        k.cve = lw_view_c(ids[i]);
        lw_index_builder_add_kev(builder, &k);
        lw_index_builder_add_epss(builder, &epss[i]);
        struct lw_vuln_source source = { LW_VIEW("osv"), lw_view_c(ids[i]), LW_VIEW(""), 7, 1 };
        lw_index_builder_add_source(builder, &source);
    }
}

static void build(struct lw_buf *out, bool reversed, const struct lw_vuln_index *add_to)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_index_builder_free_p) struct lw_index_builder *b = lw_index_builder_new();
    const char *const turned[] = { texts[1], texts[0], texts[1] };
    struct lw_err err = { 0 };
    if (add_to)
        assert_true(lw_ok(lw_index_builder_load(b, add_to, &err)));
    else
        add_texts(b, &arena, reversed ? turned : texts, reversed ? 3 : 2);
    if (!add_to)
        add_scores(b, reversed);
    if (!lw_ok(lw_index_builder_finish(out, b, 1000, &err)))
        fail_msg("%s", err.text);
}

static void the_same_advisories_give_the_same_bytes(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf a = LW_BUF_INIT, b = LW_BUF_INIT, c = LW_BUF_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    struct lw_err err = { 0 };
    build(&a, false, NULL);
    build(&b, true, NULL);
    assert_true(lw_view_eq(lw_buf_view(&a), lw_buf_view(&b)));
    /* What is read back and written again is the same: nothing is lost by --add. */
    assert_true(lw_ok(lw_vuln_index_open_bytes(&index, lw_buf_view(&a), &err)));
    build(&c, false, index);
    assert_true(lw_view_eq(lw_buf_view(&a), lw_buf_view(&c)));
    assert_true(lw_ok(lw_vuln_index_verify(index, &err)));
}

static void an_index_tells_what_it_holds(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf bytes = LW_BUF_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    struct lw_vuln_info info;
    struct lw_err err = { 0 };
    build(&bytes, false, NULL);
    assert_true(lw_ok(lw_vuln_index_open_bytes(&index, lw_buf_view(&bytes), &err)));
    assert_true(lw_ok(lw_vuln_index_info(&info, index, &arena, &err)));
    assert_int_equal(info.advisories, 2);
    assert_int_equal(info.packages, 2);
    assert_int_equal(info.rows, 3);
    assert_int_equal(info.kev, 2);
    assert_int_equal(info.epss, 2);
    assert_int_equal(info.built_utc_s, 1000);
    assert_int_equal(info.newest_utc_s, 1735689600);
    assert_int_equal(info.ecosystems.count, 2);
    expect_text(info.ecosystems.items[1].name, "npm");
    assert_int_equal(info.ecosystems.items[1].advisories, 2);
    assert_int_equal(info.ecosystems.items[1].packages, 1);
    assert_int_equal(info.sources.count, 2);

    struct lw_vuln_match_list found = { 0 };
    assert_true(lw_ok(
        lw_vuln_query(&found, index, LW_VIEW("PyPI"), LW_VIEW("a"), LW_VIEW("1.5"), &arena, &err)));
    assert_int_equal(found.count, 1);
    assert_true(found.items[0].kev);
    assert_true(found.items[0].kev_ransomware);
    assert_int_equal(found.items[0].kev_added_utc_s, 86400 * 20000);
    assert_int_equal((int)(found.items[0].epss * 1000000 + 0.5), 975650);
    assert_int_equal((int)(found.items[0].epss_percentile * 1000000 + 0.5), 999910);
    struct lw_vuln_rows rows;
    struct lw_vuln_row row;
    bool have;
    assert_true(
        lw_ok(lw_vuln_index_find(&rows, &have, index, LW_VIEW("PyPI"), LW_VIEW("a"), &err)));
    assert_true(have);
    assert_true(lw_ok(lw_vuln_rows_next(&row, &have, &rows, index, &arena, &err)));
    assert_int_equal(row.affected.versions.count, 1); /* 0.1 and 1.0 are in the range */
    expect_text(row.affected.versions.items[0], "3.0");
}

/* Uses all of an index; what it says does not matter. */
static void use(struct lw_view bytes)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    struct lw_vuln_match_list found = { 0 };
    struct lw_vuln_info info;
    struct lw_err err = { 0 };
    if (!lw_ok(lw_vuln_index_open_bytes(&index, bytes, &err)))
        return;
    lw_status all[] = {
        lw_vuln_query(&found, index, LW_VIEW("PyPI"), LW_VIEW("a"), LW_VIEW("1"), &arena, &err),
        lw_vuln_query(&found, index, LW_VIEW("npm"), LW_VIEW("b"), LW_VIEW("1.0.0"), &arena, &err),
        lw_vuln_index_info(&info, index, &arena, &err),
    };
    for (size_t i = 0; i < LW_COUNT(all); i++)
        assert_true(lw_ok(all[i]) || all[i].code == LW_E_FORMAT);
}

/* Each cut and each flip in memory of its own size, so that the sanitizers see every read. */
static void damage_is_an_error_and_no_more(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf bytes = LW_BUF_INIT;
    build(&bytes, false, NULL);
    for (size_t len = 0; len < bytes.len; len++) {
        uint8_t *cut = malloc(len + 1);
        memcpy(cut, bytes.ptr, len);
        struct lw_vuln_index *index = NULL;
        struct lw_err err = { 0 };
        assert_false(lw_ok(lw_vuln_index_open_bytes(&index, lw_view(cut, len), &err)));
        free(cut);
    }
    uint8_t *copy = malloc(bytes.len);
    for (size_t i = 0; i < bytes.len; i++) {
        static const uint8_t masks[] = { 0x01, 0x80, 0xff };
        for (size_t m = 0; m < LW_COUNT(masks); m++) {
            memcpy(copy, bytes.ptr, bytes.len);
            copy[i] ^= masks[m];
            use(lw_view(copy, bytes.len));
            struct lw_vuln_index *index = NULL;
            struct lw_err err = { 0 };
            bool opened = lw_ok(lw_vuln_index_open_bytes(&index, lw_view(copy, bytes.len), &err));
            bool in_header = i < LW_INDEX_HEADER_BYTES &&
                             (i < LW_INDEX_AT_DIGEST || i >= LW_INDEX_AT_HEADER_DIGEST);
            assert_false(opened && in_header);
            if (!opened)
                continue;
            assert_int_equal(lw_vuln_index_verify(index, &err).code, LW_E_CRC);
            lw_vuln_index_free(index);
        }
    }
    free(copy);
}

static bool opens(const uint8_t *bytes, size_t len)
{
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    struct lw_err err = { 0 };
    return lw_ok(lw_vuln_index_open_bytes(&index, lw_view(bytes, len), &err));
}

/* What holds without a checksum too: sections in a row, and an end that fits the header. */
static void sections_fill_the_file(void **state)
{
    (void)state;
    LW_CLEANUP(lw_buf_clear) struct lw_buf bytes = LW_BUF_INIT;
    build(&bytes, false, NULL);
    size_t last = LW_INDEX_AT_SECTIONS + 16 * (LW_INDEX_SECTIONS - 1), info = 0;
    for (size_t i = 4; i > 0; i--)
        info = info << 8 | bytes.ptr[last + i - 1];
    assert_true(opens(bytes.ptr, bytes.len));
    memset(bytes.ptr + LW_INDEX_AT_HEADER_DIGEST, 0, 32);
    assert_true(opens(bytes.ptr, bytes.len));
    for (size_t at = LW_INDEX_AT_SECTIONS; at < last + 16; at++) {
        bytes.ptr[at] ^= 1;
        assert_false(opens(bytes.ptr, bytes.len));
        bytes.ptr[at] ^= 1;
    }
    assert_true(info > LW_INDEX_HEADER_BYTES && info < bytes.len);
    memset(bytes.ptr + info, 0, bytes.len - info);
    assert_false(opens(bytes.ptr, bytes.len));
}

static void the_default_path(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    setenv("LAYERWARD_DB", "/x/y.lwdb", 1);
    assert_string_equal(lw_vuln_default_path(&arena), "/x/y.lwdb");
    unsetenv("LAYERWARD_DB");
    setenv("XDG_DATA_HOME", "/data", 1);
    assert_string_equal(lw_vuln_default_path(&arena), "/data/layerward/advisories.lwdb");
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", "/home/u", 1);
    assert_string_equal(lw_vuln_default_path(&arena),
                        "/home/u/.local/share/layerward/advisories.lwdb");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_advisories_give_the_same_bytes),
        cmocka_unit_test(an_index_tells_what_it_holds),
        cmocka_unit_test(damage_is_an_error_and_no_more),
        cmocka_unit_test(sections_fill_the_file),
        cmocka_unit_test(the_default_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
