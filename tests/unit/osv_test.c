/* SPDX-License-Identifier: Apache-2.0
 *
 * osv_test.c - OSV records are read as the schema says, and as they really are.
 */
#include "vuln_help.h"

static struct lw_osv parse(const char *text, struct lw_arena *arena)
{
    struct lw_osv osv;
    struct lw_err err = { 0 };
    if (!lw_ok(lw_osv_parse(&osv, lw_view_c(text), arena, &err)))
        fail_msg("%s", err.text);
    return osv;
}

static const char full[] =
    "{\"schema_version\":\"1.7.3\",\"id\":\"GHSA-1\",\"modified\":\"2024-02-03T04:05:06.789Z\","
    "\"published\":\"2024-01-01T00:00:00Z\",\"aliases\":[\"CVE-2024-1\",\"GHSA-1\",\"CVE-2024-1\"],"
    "\"summary\":\"One  line\\nof text\",\"details\":\"unused\","
    "\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/"
    "A:H\"},"
    "{\"type\":\"Ubuntu\",\"score\":\"low\"}],"
    "\"affected\":[{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"A\",\"purl\":\"pkg:pypi/a\"},"
    "\"ranges\":[{\"type\":\"GIT\",\"repo\":\"x\",\"events\":[{\"introduced\":\"0\"}]},"
    "{\"type\":\"ECOSYSTEM\",\"events\":[{\"fixed\":\"2\"},{\"introduced\":\"0\"},{\"odd\":\"1\"}]}"
    ","
    "{\"type\":\"SEMVER\",\"events\":[{\"introduced\":\"3.0.0\"},{\"last_affected\":\"3.1.0\"},"
    "{\"limit\":\"*\"}]}],\"versions\":[\"1.0\",\"1.1\"]},"
    "{\"ranges\":[{\"type\":\"GIT\",\"events\":[{\"introduced\":\"0\"}]}]}],"
    "\"references\":[{\"type\":\"WEB\",\"url\":\"https://"
    "w\"},{\"type\":\"ADVISORY\",\"url\":\"https://a\"},"
    "{\"type\":\"FIX\",\"url\":\"https://f\"},{\"type\":\"PACKAGE\",\"url\":\"https://p\"}],"
    "\"database_specific\":{\"severity\":\"MODERATE\",\"cwe_ids\":[\"CWE-79\",7]}}";

static void a_full_record(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_osv osv = parse(full, &arena);
    expect_text(osv.id, "GHSA-1");
    assert_int_equal(osv.aliases.count, 1);
    expect_text(osv.aliases.items[0], "CVE-2024-1");
    expect_text(osv.summary, "One line of text");
    assert_int_equal(osv.modified_utc_s, 1706933106);
    assert_int_equal(osv.published_utc_s, 1704067200);
    assert_false(osv.withdrawn);
    assert_int_equal(osv.word, LW_SEVERITY_MEDIUM);
    assert_int_equal(osv.vectors.count, 1);
    assert_int_equal(osv.cwes.count, 1);
    assert_int_equal(osv.references.count, 3);
    expect_text(osv.references.items[0], "https://a");
    expect_text(osv.references.items[2], "https://w");
    assert_int_equal(osv.count, 1);
    const struct lw_osv_affected *a = &osv.items[0];
    expect_text(a->ecosystem, "PyPI");
    expect_text(a->name, "A");
    assert_int_equal(a->versions.count, 2);
    assert_int_equal(a->range_count, 2);
    assert_false(a->ranges[0].semver);
    assert_int_equal(a->ranges[0].count, 2);
    assert_int_equal(a->ranges[0].items[0].kind, LW_OSV_FIXED);
    assert_true(a->ranges[1].semver);
    assert_int_equal(a->ranges[1].items[2].kind, LW_OSV_LIMIT);
}

static void members_of_wrong_types_are_missing(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_osv osv = parse(
        "{\"id\":\" X-1 \",\"modified\":\"0001-01-01T00:00:00Z\",\"aliases\":{},"
        "\"severity\":\"HIGH\",\"summary\":7,\"references\":[1,null,{}],"
        "\"withdrawn\":null,\"affected\":[3,{\"package\":[]},"
        "{\"package\":{\"name\":\"n\",\"ecosystem\":\"npm\"},\"ranges\":{},"
        "\"versions\":[1,\"\",null]}]}",
        &arena);
    expect_text(osv.id, "X-1");
    assert_int_equal(osv.modified_utc_s, 0);
    assert_false(osv.withdrawn);
    assert_int_equal(osv.summary.len, 0);
    assert_int_equal(osv.count, 1);
    assert_int_equal(osv.items[0].range_count, 0);
    assert_int_equal(osv.items[0].versions.count, 0);
    assert_int_equal(parse("\xef\xbb\xbf{\"id\":\"B\",\"modified\":\"\"}", &arena).count, 0);
    assert_true(
        parse("{\"id\":\"W\",\"modified\":\"\",\"withdrawn\":\"2020-01-01T00:00:00Z\"}", &arena)
            .withdrawn);
}

static void what_is_no_record_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } bad[] = {
        { "", "empty" },
        { "[]", "not a JSON object" },
        { "{}", "no id" },
        { "{\"id\":\"\",\"modified\":\"x\"}", "no id" },
        { "{\"id\":7,\"modified\":\"x\"}", "no id" },
        { "{\"id\":\"A-1\"}", "A-1: not an OSV record" },
        { "{\"id\":\"A-1\",\"affected\":{}}", "A-1: `affected` is not a list" },
        { "{\"id\":\"A-1\",\"modified\":\"x\"", "line 1, column" },
    };
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    for (size_t i = 0; i < LW_COUNT(bad); i++) {
        struct lw_osv osv;
        struct lw_err err = { 0 };
        lw_status s = lw_osv_parse(&osv, lw_view_c(bad[i].text), &arena, &err);
        assert_int_equal(s.code, LW_E_FORMAT);
        if (!strstr(err.text, bad[i].said))
            fail_msg("%s: said \"%s\"", bad[i].text, err.text);
    }
}

static void add_many(struct lw_buf *text, const char *item, size_t count)
{
    for (size_t i = 0; i < count; i++)
        lw_buf_printf(text, "%s%s", i ? "," : "", item);
}

static void lists_that_would_take_hours_are_refused(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    for (unsigned kind = 0; kind < 2; kind++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
        lw_buf_add_c(&text, "{\"id\":\"A-1\",\"aliases\":[");
        add_many(&text, "\"B\"", kind == 0 ? LW_OSV_LIST_MAX + 1 : 0);
        lw_buf_add_c(&text, "],\"affected\":[{\"package\":{\"ecosystem\":\"npm\",\"name\":\"a\"},"
                            "\"versions\":[");
        add_many(&text, "\"1.0.0\"", kind == 1 ? 4000 : 1);
        lw_buf_add_c(&text, "],\"ranges\":[{\"type\":\"SEMVER\",\"events\":[");
        add_many(&text, "{\"introduced\":\"1.0.0\"}", kind == 1 ? 2500 : 1);
        lw_buf_add_c(&text, "]}]}]}");
        struct lw_osv osv;
        struct lw_err err = { 0 };
        lw_status s = lw_osv_parse(&osv, lw_buf_view(&text), &arena, &err);
        assert_int_equal(s.code, LW_E_LIMIT);
        assert_non_null(strstr(err.text, "A-1: "));
    }
}

static void a_summary_comes_from_details(void **state)
{
    (void)state;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    expect_text(
        parse("{\"id\":\"A\",\"modified\":\"\",\"details\":\"### Impact\\n\\nFirst one.\\nSame.\\n"
              "\\nSecond.\"}",
              &arena)
            .summary,
        "First one. Same.");
    char text[2000] = "{\"id\":\"A\",\"modified\":\"\",\"summary\":\"";
    size_t len = strlen(text);
    for (size_t i = 0; i < 300; i++, len += 2)
        memcpy(text + len, "\xc3\xa9", 2); /* é: a cut must not fall within */
    strcpy(text + len, "\"}");
    struct lw_view summary = parse(text, &arena).summary;
    assert_true(summary.len <= LW_OSV_TEXT_BYTES);
    assert_true(lw_view_ends(summary, LW_VIEW("\xc3\xa9...")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_record),
        cmocka_unit_test(members_of_wrong_types_are_missing),
        cmocka_unit_test(what_is_no_record_is_named),
        cmocka_unit_test(lists_that_would_take_hours_are_refused),
        cmocka_unit_test(a_summary_comes_from_details),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
