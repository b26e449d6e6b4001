/* SPDX-License-Identifier: Apache-2.0
 *
 * report_test.c - fitting text, URIs, size maps, and the driver when things go wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/columns.h"
#include "report/format.h"
#include "report/ids.h"
#include "report/summary.h"
#include "report/treemap.h"

static void text_is_cut_with_one_ellipsis(void **state)
{
    (void)state;
    static const struct {
        const char *text, *cut;
        size_t columns;
        enum lw_shrink how;
    } cases[] = {
        { "abcdef", "abcdef", 6, LW_SHRINK_END },
        { "abcdef", "abcd\xe2\x80\xa6", 5, LW_SHRINK_END },
        { "abcdef",
          "a\xe2\x80\xa6"
          "ef",
          4, LW_SHRINK_MIDDLE },
        { "abcdef", "\xe2\x80\xa6", 1, LW_SHRINK_MIDDLE },
        { "abcdef", "", 0, LW_SHRINK_END },
        { "abcdef", "abcdef", 2, LW_SHRINK_NEVER },
        /* Two columns each: a cut never goes through one. */
        { "\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2", "\xe6\xbc\xa2\xe2\x80\xa6", 4, LW_SHRINK_END },
    };
    struct lw_arena arena = LW_ARENA_INIT;
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_view out = lw_text_fit(&arena, lw_view_c(cases[i].text), cases[i].columns,
                                         cases[i].how);
        if (!lw_view_is(out, cases[i].cut))
            fail_msg("%s in %zu: %.*s", cases[i].text, cases[i].columns, LW_FMT(out));
    }
    lw_arena_clear(&arena);
}

/* Whatever the width, no line is wider, and each row keeps what must not be cut. */
static void rows_fit_every_width(void **state)
{
    (void)state;
    static const struct lw_column columns[] = {
        { "A", LW_SHRINK_NEVER, 0, false, false },
        { "PATH", LW_SHRINK_MIDDLE, 4, false, false },
        { "N", LW_SHRINK_NEVER, 0, true, true },
        { "TEXT", LW_SHRINK_END, 6, true, false },
    };
    for (unsigned width = 16; width < 120; width++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_buf buf = LW_BUF_INIT;
        struct lw_painter p = { .buf = &buf, .arena = &arena, .width = width };
        struct lw_columns table = { .columns = columns, .column_count = LW_COUNT(columns) };
        struct lw_cell cells[] = { { LW_VIEW("key"), NULL },
                                   { LW_VIEW("a/long/path/that/has/to/shrink"), NULL },
                                   { LW_VIEW("12345"), NULL },
                                   { LW_VIEW("words \x1b[31m of an artifact"), NULL } };
        lw_columns_row(&p, &table, cells);
        lw_columns_write(&p, &table, 2);
        struct lw_view rest = lw_buf_view(&buf), line;
        size_t lines = 0;
        for (; lw_view_line(&line, &rest); lines++) {
            assert_true(lw_text_columns(line) <= width);
            assert_true(lw_view_find_byte(line, 0x1b) == LW_NOT_FOUND);
        }
        assert_int_equal(lines, 2);
        assert_true(lw_view_find(lw_buf_view(&buf), LW_VIEW("key")) != LW_NOT_FOUND);
        lw_buf_clear(&buf);
        lw_arena_clear(&arena);
    }
}

static void paths_become_relative_uris(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "python/a.py", "python/a.py" },     { "/etc/passwd", "%2Fetc/passwd" },
        { "//host/x", "%2F%2Fhost/x" },       { "javascript:alert(1)", "javascript%3Aalert(1)" },
        { "a b%c#d?e", "a%20b%25c%23d%3Fe" }, { "\xc3\xa4\xff", "%C3%A4%FF" },
        { "x.jar!/y", "x.jar!/y" },           { "", "" },
    };
    struct lw_arena arena = LW_ARENA_INIT;
    for (size_t i = 0; i < LW_COUNT(cases); i++)
        assert_true(lw_view_is(lw_uri_path(&arena, lw_view_c(cases[i][0])), cases[i][1]));
    lw_arena_clear(&arena);
}

static void only_plain_web_addresses_are_links(void **state)
{
    (void)state;
    assert_true(lw_uri_is_web(LW_VIEW("https://osv.dev/vulnerability/CVE-2021-44228?a=b#c")));
    assert_true(lw_uri_is_web(LW_VIEW("http://example.org")));
    static const char *const bad[] = {
        "javascript:alert(1)", "https://",    "//host",         "https:///x",
        "https://a\"b",        "https://a<b", "CWE-321",        "",
        "data:text/html,x",    "https://a b", "ftp://host/file"
    };
    for (size_t i = 0; i < LW_COUNT(bad); i++)
        assert_false(lw_uri_is_web(lw_view_c(bad[i])));
}

static void a_size_map_fills_its_room_in_proportion(void **state)
{
    (void)state;
    static const char *const paths[] = { "a", "a-b", "a/x", "a/y/z", "b", "empty" };
    static const uint64_t bytes[] = { 5, 1, 30, 20, 44, 0 };
    struct lw_scan_file files[LW_COUNT(paths)] = { 0 };
    for (size_t i = 0; i < LW_COUNT(paths); i++) {
        files[i].path = lw_view_c(paths[i]);
        files[i].bytes = bytes[i];
    }
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_tree_node *root = lw_tree_make(&arena, files, LW_COUNT(files));
    assert_int_equal(root->bytes, 100);
    assert_int_equal(root->files, 6);
    assert_int_equal(root->count, 5); /* "a" is a file and a folder: two */
    assert_true(lw_view_is(root->items[0]->name, "a") && !root->items[0]->file);
    assert_int_equal(root->items[0]->bytes, 50);
    struct lw_rect out[5], room = { 10, 20, 200, 100 };
    lw_treemap_squarify(out, root, room);
    double sum = 0;
    for (size_t i = 0; i < 5; i++) {
        double area = out[i].width * out[i].height, want = (double)root->items[i]->bytes * 200;
        assert_true(area > want - 0.001 && area < want + 0.001);
        assert_true(out[i].x >= 10 && out[i].x + out[i].width <= 210.001);
        assert_true(out[i].y >= 20 && out[i].y + out[i].height <= 120.001);
        sum += area;
    }
    assert_true(sum > 19999.99 && sum < 20000.01);
    lw_arena_clear(&arena);
}

/* Folders without end in a name must not become calls without end. */
static void deep_paths_end_in_one_node(void **state)
{
    (void)state;
    uint8_t path[4001];
    for (size_t i = 0; i < sizeof(path); i++)
        path[i] = i % 2 ? '/' : 'a';
    struct lw_scan_file file = { .path = lw_view(path, sizeof(path)), .bytes = 1 };
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_tree_node *at = lw_tree_make(&arena, &file, 1);
    unsigned depth = 0;
    for (; at->count; depth++)
        at = at->items[0];
    assert_int_equal(depth, LW_TREE_DEPTH + 1);
    lw_arena_clear(&arena);
}

static lw_status report_to(FILE *out, const char *name, size_t scans, struct lw_err *err)
{
    struct lw_report_options options = { .several = scans > 1 };
    struct lw_scan scan = { .input = LW_VIEW("x.zip"), .is_zip = true };
    LW_CLEANUP(lw_report_clear) struct lw_report report = { 0 };
    scan.facts = lw_facts(&scan.arena);
    LW_TRY(lw_report_begin(&report, lw_format_find(lw_view_c(name)), out, &options, err));
    for (size_t i = 0; i < scans; i++)
        LW_TRY(lw_report_scan(&report, &scan, err));
    return lw_report_end(&report, err);
}

static void a_full_disk_is_an_error_of_every_format(void **state)
{
    (void)state;
    for (size_t i = 0; i < lw_format_count; i++) {
        FILE *full = fopen("/dev/full", "w");
        if (!full)
            skip();
        struct lw_err err = { 0 };
        assert_false(lw_ok(report_to(full, lw_format_all[i]->name, 1, &err)));
        assert_int_equal(err.code, LW_E_IO);
        (void)fclose(full);
    }
}

static void a_second_scan_needs_a_format_for_many(void **state)
{
    (void)state;
    for (size_t i = 0; i < lw_format_count; i++) {
        const struct lw_format *format = lw_format_all[i];
        FILE *out = fopen("/dev/null", "w");
        assert_non_null(out);
        struct lw_err err = { 0 };
        assert_int_equal(lw_ok(report_to(out, format->name, 2, &err)), format->many);
        assert_int_equal(err.code, format->many ? LW_E_OK : LW_E_USAGE);
        (void)fclose(out);
    }
}

static void formats_are_found_by_name(void **state)
{
    (void)state;
    assert_non_null(lw_format_find(LW_VIEW("table")));
    assert_ptr_equal(lw_format_find(LW_VIEW("JSON")), lw_format_find(LW_VIEW("json")));
    assert_null(lw_format_find(LW_VIEW("jso")));
    assert_null(lw_format_find(LW_VIEW("")));
}

/* What a format writes of a scan; to be freed. */
static char *written(const char *format, const struct lw_scan *scan, unsigned width)
{
    struct lw_report_options options = { .width = width };
    struct lw_err err = { 0 };
    LW_CLEANUP(lw_report_clear) struct lw_report report = { 0 };
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    assert_non_null(out);
    assert_true(
        lw_ok(lw_report_begin(&report, lw_format_find(lw_view_c(format)), out, &options, &err)));
    assert_true(lw_ok(lw_report_scan(&report, scan, &err)));
    assert_true(lw_ok(lw_report_end(&report, &err)));
    assert_int_equal(fclose(out), 0);
    return text;
}

static struct lw_scan one_vulnerability(struct lw_finding **out)
{
    struct lw_scan scan = { .input = LW_VIEW("x.zip"), .is_zip = true };
    scan.database = LW_VIEW("advisories");
    struct lw_finding *f = lw_finding_add(&scan.findings, &scan.arena, LW_VIEW("vulnerability"),
                                          LW_SEVERITY_HIGH);
    f->vulnerability = LW_VIEW("CVE-2023-1");
    f->purl = LW_VIEW("pkg:npm/ms@1.0.0");
    *out = f;
    return scan;
}

/* The words of a person's exception are no statement of a supplier. */
static void an_exception_claims_no_vex_state(void **state)
{
    (void)state;
    struct lw_finding *f = NULL;
    struct lw_scan scan = one_vulnerability(&f);
    f->suppressed = true;
    f->suppressed_by = LW_VIEW("not_affected.yaml, line 1: to be resolved, no false_positive");
    char *text = written("cyclonedx", &scan, 0);
    assert_non_null(strstr(text, "\"state\": \"in_triage\""));
    free(text);
    f->vex_state = LW_VIEW("false_positive");
    text = written("cyclonedx", &scan, 0);
    assert_non_null(strstr(text, "\"state\": \"false_positive\""));
    free(text);
    lw_arena_clear(&scan.arena);
}

/* What the table says at a width, and that no line is longer but those of digests. */
static void digests_are_whole_at_any_width(void **state)
{
    (void)state;
    struct lw_scan scan = { .input = LW_VIEW("x.zip"), .is_zip = true };
    scan.have_zip_digest = scan.have_content_digest = true;
    scan.zip_digest = lw_sha256(LW_VIEW("zip"));
    scan.content_digest = lw_sha256(LW_VIEW("content"));
    char zip[LW_HEX_BYTES], base64[LW_BASE64_BYTES], content[LW_HEX_BYTES];
    lw_digest_hex(zip, &scan.zip_digest);
    lw_digest_base64(base64, &scan.zip_digest);
    lw_digest_hex(content, &scan.content_digest);
    for (unsigned width = 0; width <= 120; width += 20) {
        char *text = written("table", &scan, width);
        assert_non_null(strstr(text, zip));
        assert_non_null(strstr(text, base64));
        assert_non_null(strstr(text, content));
        free(text);
    }
}

static void a_package_in_two_places_is_said_to_be_where(void **state)
{
    (void)state;
    struct lw_finding *f;
    struct lw_scan scan = one_vulnerability(&f);
    struct lw_finding second = *f;
    f->path = LW_VIEW(
        "nodejs/node_modules/outer/node_modules/inner/node_modules/demo/package.json");
    char *text = written("table", &scan, 80);
    assert_null(strstr(text, "in nodejs/")); /* one place needs no telling */
    free(text);
    second.path = LW_VIEW("nodejs/node_modules/demo/package.json");
    *LW_PUSH(&scan.arena, &scan.findings) = second;
    text = written("table", &scan, 80);
    assert_non_null(strstr(text, "\n      in nodejs/node_modules/demo/package.json\n"));
    assert_non_null(strstr(text, "node_modules/demo/package.json\n"));
    assert_non_null(strstr(text, "\n      in nodejs/node_modules/outer/"));
    struct lw_view rest = lw_view_c(text), line;
    while (lw_view_line(&line, &rest))
        assert_true(lw_text_columns(line) <= 80);
    free(text);
    lw_arena_clear(&scan.arena);
}

/* No count is a count of nothing that was looked for. */
static void what_was_not_looked_up_is_no_zero(void **state)
{
    (void)state;
    static const char *const formats[] = { "table", "html", "markdown" };
    for (size_t i = 0; i < LW_COUNT(formats); i++) {
        struct lw_scan scan = { .input = LW_VIEW("x.zip"), .is_zip = true };
        char *text = written(formats[i], &scan, 0);
        assert_non_null(strstr(text, "vulnerabilities not looked up"));
        assert_null(strstr(text, "0 vulnerabilities"));
        free(text);
        scan.database = LW_VIEW("advisories");
        text = written(formats[i], &scan, 0);
        assert_null(strstr(text, "not looked up"));
        assert_non_null(strstr(text, "0 vulnerabilities"));
        free(text);
    }
    struct lw_scan scan = { .input = LW_VIEW("x.zip"), .is_zip = true };
    char *json = written("json", &scan, 0), *sarif = written("sarif", &scan, 0);
    assert_non_null(strstr(json, "\"vulnerabilities_checked\": false"));
    assert_non_null(strstr(sarif, "\"vulnerabilitiesChecked\": false"));
    free(json);
    free(sarif);
}

static void contains(const char *format, const struct lw_scan *scan, const char *want)
{
    char *text = written(format, scan, 0);
    if (!strstr(text, want))
        fail_msg("%s lacks %s", format, want);
    free(text);
}

/* An index of other ecosystems looked nothing up of this one. */
static void ecosystems_without_advisories_are_told(void **state)
{
    (void)state;
    static const enum lw_ecosystem ecosystems[] = { LW_ECO_PYPI, LW_ECO_GOLANG, LW_ECO_GOLANG,
                                                    LW_ECO_GENERIC };
    struct lw_scan scan = { .input = LW_VIEW("x.zip"), .database = LW_VIEW("advisories") };
    for (size_t i = 0; i < LW_COUNT(ecosystems); i++)
        *LW_PUSH(&scan.arena, &scan.facts.packages) = (struct lw_package){
            .ecosystem = ecosystems[i], .name = LW_VIEW("x"), .purl = LW_VIEW("pkg:generic/x")
        };
    contains("json", &scan, "\"vulnerabilities_not_checked\": {}");
    contains("html", &scan, "card good");
    scan.not_checked[LW_ECO_GOLANG] = 2;
    contains("table", &scan, "0 incomplete; not looked up: Go 2");
    contains("html", &scan, "0 incomplete; not looked up: Go 2");
    contains("html", &scan, "of the packages that were looked up");
    contains("html", &scan, "<td>Go</td><td></td><td class=\"number\">not known</td>");
    contains("html", &scan, "<td>Python</td><td></td><td class=\"number\">0</td>");
    contains("markdown", &scan, "0 incomplete; not looked up: Go 2");
    contains("json", &scan, "\"golang\": 2\n    },\n    \"packages_outside_osv\": 1,");
    contains("sarif", &scan, "\"vulnerabilitiesNotChecked\": {\n");
    contains("cyclonedx", &scan, "\"value\": \"golang: 2\"");
    contains("spdx", &scan,
             "\"comment\": \"Packages whose advisories were not looked up: golang: 2.\"");
    scan.facts.arena = &scan.arena;
    lw_facts_incomplete(&scan.facts, LW_VIEW("a"), "LW_E_FORMAT", LW_VIEW("b"));
    contains("spdx", &scan, "looked up: golang: 2. Not complete: 1 part of the artifact");
    scan.facts.incomplete.count = 0;
    scan.database = LW_VIEW(""); /* without an index none was looked up */
    struct lw_report_summary summary = lw_report_summary(&scan);
    assert_int_equal(summary.not_checked_all, 3);
    assert_int_equal(summary.outside_osv, 1);
    lw_arena_clear(&scan.arena);
}

/* Sorting, thresholds and every list go by one order, and each severity has one name. */
static void severities_have_one_order(void **state)
{
    (void)state;
    struct lw_scan scan = { .input = LW_VIEW("x.zip"), .database = LW_VIEW("advisories") };
    for (unsigned s = 0; s < LW_SEVERITY_COUNT; s++) {
        struct lw_finding *f = lw_finding_add(&scan.findings, &scan.arena, LW_VIEW("rule"),
                                              (enum lw_severity)s);
        f->title = LW_VIEW("title");
    }
    lw_findings_sort(&scan.findings);
    for (size_t i = 0; i < LW_SEVERITY_COUNT; i++)
        assert_int_equal(scan.findings.items[i].severity, lw_severity_order[i]);
    for (size_t i = 0; i + 1 < LW_SEVERITY_COUNT; i++)
        assert_true(lw_severity_rank(lw_severity_order[i]) >
                    lw_severity_rank(lw_severity_order[i + 1]));
    assert_int_equal(lw_severity_order[LW_SEVERITY_COUNT - 2], LW_SEVERITY_UNKNOWN);
    char *table = written("table", &scan, 0), *page = written("html", &scan, 0);
    assert_null(strstr(table, "NOTE"));
    assert_true(strstr(table, "  UNKNOWN ") < strstr(table, "  NONE "));
    assert_non_null(strstr(page, "<a class=\"tile unknown\""));
    assert_null(strstr(page, ">note <b>"));
    assert_null(strstr(page, ">Note<"));
    free(table);
    free(page);
    lw_arena_clear(&scan.arena);
}

/* What is exploited today is mended first, then the worst, then what is likely to be exploited. */
static void known_exploited_come_first(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        enum lw_severity severity;
        double epss;
        bool kev, suppressed;
    } cases[] = { { "CVE-2024-6", LW_SEVERITY_LOW, -1, false, false },
                  { "CVE-2024-5", LW_SEVERITY_CRITICAL, -1, false, false },
                  { "CVE-2024-7", LW_SEVERITY_CRITICAL, 1, true, true },
                  { "CVE-2024-4", LW_SEVERITY_CRITICAL, 0.1, false, false },
                  { "CVE-2024-3", LW_SEVERITY_CRITICAL, 0.9, false, false },
                  { "CVE-2024-2", LW_SEVERITY_MEDIUM, 0.2, true, false },
                  { "CVE-2024-1", LW_SEVERITY_HIGH, -1, true, false } };
    struct lw_scan scan = { .input = LW_VIEW("x.zip"), .database = LW_VIEW("advisories") };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_finding *f = lw_finding_add(&scan.findings, &scan.arena, LW_VIEW("vulnerability"),
                                              cases[i].severity);
        f->vulnerability = f->title = lw_view_c(cases[i].id);
        f->purl = LW_VIEW("pkg:pypi/demo@1");
        f->epss = cases[i].epss;
        f->kev = cases[i].kev;
        f->suppressed = cases[i].suppressed;
    }
    lw_findings_sort(&scan.findings);
    for (size_t i = 0; i < LW_COUNT(cases); i++)
        assert_int_equal(scan.findings.items[i].vulnerability.ptr[9], '1' + i);
    char *table = written("table", &scan, 0), *page = written("html", &scan, 0);
    assert_true(strstr(table, "CVE-2024-2") < strstr(table, "CVE-2024-3"));
    assert_true(strstr(page, "CVE-2024-2") < strstr(page, "CVE-2024-3"));
    free(table);
    free(page);
    const char *line = "6 vulnerabilities (3 critical, 1 high, 1 medium, 1 low; 2 known to be "
                       "exploited)";
    contains("table", &scan, line);
    contains("html", &scan, line);
    contains("json", &scan, "\"known_exploited\": 2");
    lw_arena_clear(&scan.arena);
}

static void sizes_read_well(void **state)
{
    (void)state;
    static const struct {
        uint64_t bytes;
        const char *text;
    } cases[] = { { 0, "0 B" },
                  { 999, "999 B" },
                  { 1000, "1.0 kB" },
                  { 999949, "999.9 kB" },
                  { 999950, "1.0 MB" },
                  { 262144000, "262.1 MB" },
                  { UINT64_MAX, "18.4 EB" } };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_buf buf = LW_BUF_INIT;
        lw_add_bytes(&buf, cases[i].bytes);
        assert_true(lw_view_is(lw_buf_view(&buf), cases[i].text));
        lw_buf_clear(&buf);
    }
    struct lw_buf buf = LW_BUF_INIT;
    lw_add_thousands(&buf, 1234567);
    assert_true(lw_view_is(lw_buf_view(&buf), "1,234,567"));
    lw_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_cut_with_one_ellipsis),
        cmocka_unit_test(rows_fit_every_width),
        cmocka_unit_test(paths_become_relative_uris),
        cmocka_unit_test(only_plain_web_addresses_are_links),
        cmocka_unit_test(a_size_map_fills_its_room_in_proportion),
        cmocka_unit_test(deep_paths_end_in_one_node),
        cmocka_unit_test(a_full_disk_is_an_error_of_every_format),
        cmocka_unit_test(a_second_scan_needs_a_format_for_many),
        cmocka_unit_test(formats_are_found_by_name),
        cmocka_unit_test(an_exception_claims_no_vex_state),
        cmocka_unit_test(digests_are_whole_at_any_width),
        cmocka_unit_test(a_package_in_two_places_is_said_to_be_where),
        cmocka_unit_test(what_was_not_looked_up_is_no_zero),
        cmocka_unit_test(ecosystems_without_advisories_are_told),
        cmocka_unit_test(severities_have_one_order),
        cmocka_unit_test(known_exploited_come_first),
        cmocka_unit_test(sizes_read_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
