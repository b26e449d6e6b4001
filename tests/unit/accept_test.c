/* SPDX-License-Identifier: Apache-2.0
 *
 * accept_test.c - ignore files and VEX suppress what they name, and nothing else.
 */
#include "base/glob.h"
#include "base/yaml.h"
#include "scan/ignore.h"
#include "scan/vex.h"
#include "vuln/vers.h"
#include "vuln_help.h"

struct fixture {
    struct lw_arena arena;
    struct lw_finding_list list;
};

static struct lw_finding *add(struct fixture *f, const char *id, const char *purl, const char *path)
{
    struct lw_finding *finding = lw_finding_add(&f->list, &f->arena, LW_VIEW("vulnerability"),
                                                LW_SEVERITY_HIGH);
    *LW_PUSH(&f->arena, &finding->ids) = lw_view_c(id);
    *LW_PUSH(&f->arena, &finding->ids) = LW_VIEW("GHSA-x");
    finding->purl = lw_view_c(purl);
    finding->path = lw_view_c(path);
    return finding;
}

/* urllib3 1.26.12 and 2.0.0, and a rule's finding. */
static struct fixture some_findings(void)
{
    struct fixture f = { LW_ARENA_INIT, { 0 } };
    add(&f, "CVE-2023-1", "pkg:pypi/urllib3@1.26.12", "python/urllib3-1.26.12.dist-info/METADATA");
    add(&f, "CVE-2023-1", "pkg:pypi/urllib3@2.0.0", "lib/urllib3-2.0.0.dist-info/METADATA");
    lw_finding_add(&f.list, &f.arena, LW_VIEW("no-nx"), LW_SEVERITY_HIGH)->path = LW_VIEW(
        "lib/a.so");
    return f;
}

/* "110" for the three findings: suppressed or not. */
static void expect_suppressed(const struct fixture *f, const char *want)
{
    for (size_t i = 0; want[i]; i++) {
        if (f->list.items[i].suppressed != (want[i] == '1'))
            fail_msg("finding %zu: %d, not %s", i, f->list.items[i].suppressed, want);
    }
}

enum { NOW = 1767225600 }; /* 2026-01-01 */

static size_t ignore(const char *text, const char *want)
{
    struct fixture f = some_findings();
    struct lw_ignore_list list = { 0 };
    struct lw_err err = { 0 };
    if (!lw_ok(lw_ignore_parse(&list, lw_view_c(text), "ig.yaml", &f.arena, &err)))
        fail_msg("%s: %s", text, err.text);
    lw_ignore_apply(&f.list, &list, NOW, &f.arena);
    expect_suppressed(&f, want);
    size_t added = f.list.count - 3;
    for (size_t i = 3; i < f.list.count; i++)
        expect_text(f.list.items[i].rule, "ignore-expired");
    lw_arena_clear(&f.arena);
    return added;
}

static void entries_hold_for_what_they_name(void **state)
{
    (void)state;
#define ENTRY(more) "ignore:\n  - reason: because\n    permanent: true\n    " more "\n"
    assert_int_equal(ignore("", "000"), 0);
    assert_int_equal(ignore("ignore:\n", "000"), 0);
    assert_int_equal(ignore(ENTRY("id: CVE-2023-1"), "110"), 0);
    assert_int_equal(ignore(ENTRY("id: cve-2023-1"), "110"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x"), "110"), 0);
    assert_int_equal(ignore(ENTRY("id: CVE-2023"), "000"), 0);
    assert_int_equal(ignore(ENTRY("id: no-nx"), "001"), 0);
    assert_int_equal(ignore(ENTRY("id: no-nx\n    package: pkg:pypi/urllib3"), "000"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x\n    package: pkg:pypi/urllib3"), "110"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x\n    package: pkg:pypi/urllib3@1.26.12"), "100"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x\n    package: pkg:pypi/urllib3@2*"), "010"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x\n    package: 'pkg:pypi/*'"), "110"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x\n    package: pkg:npm/urllib3"), "000"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x\n    path: python/**"), "100"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x\n    path: '*/METADATA'"), "000"), 0);
    assert_int_equal(ignore(ENTRY("id: GHSA-x\n    path: '**/METADATA'"), "110"), 0);
}

static void entries_expire(void **state)
{
    (void)state;
#define UNTIL(day) "ignore: [{id: GHSA-x, reason: r, expires: " day "}]\n"
    assert_int_equal(ignore(UNTIL("2027-01-01"), "110"), 0);
    assert_int_equal(ignore(UNTIL("2026-01-01"), "110"), 0); /* its last day */
    assert_int_equal(ignore(UNTIL("2025-12-31"), "000"), 1);
    assert_int_equal(ignore(UNTIL("\"2026-01-01T00:00:00Z\""), "000"), 1);
    assert_int_equal(ignore(UNTIL("\"2026-01-01T00:00:01Z\""), "110"), 0);
}

static void several_files_hold_together(void **state)
{
    (void)state;
    struct fixture f = some_findings();
    struct lw_ignore_list list = { 0 };
    struct lw_err err = { 0 };
    struct lw_view one = LW_VIEW("ignore: [{id: no-nx, reason: r, permanent: true}]");
    struct lw_view two = LW_VIEW("\nignore: [{id: CVE-2023-1, reason: s, permanent: true}]");
    assert_true(lw_ok(lw_ignore_parse(&list, one, "a.yaml", &f.arena, &err)));
    assert_true(lw_ok(lw_ignore_parse(&list, two, "b.yaml", &f.arena, &err)));
    assert_false(lw_ok(lw_ignore_parse(&list, LW_VIEW("ignore: x"), "c.yaml", &f.arena, &err)));
    assert_int_equal(list.count, 2);
    lw_ignore_apply(&f.list, &list, NOW, &f.arena);
    expect_suppressed(&f, "111");
    expect_text(f.list.items[0].suppressed_by, "b.yaml, line 2: s");
    expect_text(f.list.items[2].suppressed_by, "a.yaml, line 1: r");
    lw_arena_clear(&f.arena);
}

static void wrong_files_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } bad[] = {
        { "ignore: [", "line" },
        { "- a", "line 1, column 1: must be a map" },
        { "ignored: []", "line 1, column 1: there is no key \"ignored\"" },
        { "ignore: x", "line 1, column 9: \"ignore\" must be a list" },
        { "ignore:\n  - id: A\n    reasn: b", "line 3, column 5: there is no key \"reasn\"" },
        { "ignore:\n  - id: A\n    permanent: true", "line 2, column 5: the entry has no reason" },
        { "ignore:\n  - reason: A\n    permanent: true", "line 2, column 5: the entry has no id" },
        { "ignore:\n  - id: A\n    reason: b", "needs either `expires` or `permanent: true`" },
        { "ignore:\n  - id: A\n    reason: b\n    permanent: false", "needs either" },
        { "ignore:\n  - {id: A, reason: b, permanent: true, expires: 2027-01-01}", "needs either" },
        { "ignore:\n  - {id: A, reason: b, permanent: yes}", "must be true or false" },
        { "ignore:\n  - {id: A, reason: b, expires: soon}", "\"soon\" is not a day" },
        { "ignore:\n  - {id: [A], reason: b, expires: 2027-01-01}", "\"id\" must be a text" },
        { "ignore:\n  - {id: '', reason: b, expires: 2027-01-01}", "\"id\" is empty" },
        { "ignore:\n  - {id: A, id: B}", "line 2, column 13: \"id\" stands here for the second" },
        { "ignore: &a\n  - *a", "anchors and aliases are not read" },
        { "ignore: []\n---\nignore: []", "a second document" },
    };
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    for (size_t i = 0; i < LW_COUNT(bad); i++) {
        struct lw_ignore_list list = { 0 };
        struct lw_err err = { 0 };
        lw_status s = lw_ignore_parse(&list, lw_view_c(bad[i].text), "ig.yaml", &arena, &err);
        assert_int_equal(s.code, LW_E_CONFIG);
        if (!strstr(err.text, bad[i].said) || strncmp(err.text, "ig.yaml: ", 9) != 0)
            fail_msg("%s\nsaid: %s", bad[i].text, err.text);
    }
}

/* `state`: of the first that is suppressed. */
static void vex_state(const char *text, const char *want, const char *state)
{
    struct fixture f = some_findings();
    struct lw_vex vex = { 0 };
    struct lw_err err = { 0 };
    if (!lw_ok(lw_vex_parse(&vex, lw_view_c(text), "v.json", &f.arena, &err)))
        fail_msg("%s: %s", text, err.text);
    lw_vex_apply(&f.list, &vex, &f.arena);
    expect_suppressed(&f, want);
    for (size_t i = 0; state && i < f.list.count; i++) {
        if (f.list.items[i].suppressed) {
            assert_true(lw_view_is(f.list.items[i].vex_state, state));
            break;
        }
    }
    lw_arena_clear(&f.arena);
}

static void vex(const char *text, const char *want)
{
    vex_state(text, want, NULL);
}

#define CDX(state, more)                                                                           \
    "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"bom-ref\":\"a\",\"components\":[{\"bom-"      \
    "ref\":"                                                                                       \
    "\"u\",\"purl\":\"pkg:pypi/URLLib3\"}]}],\"vulnerabilities\":[{\"id\":\"CVE-2023-1\","         \
    "\"analysis\":{\"state\":\"" state "\",\"justification\":\"code_not_reachable\"}" more "}]}"
#define AFFECTS(more) ",\"affects\":[{" more "}]"

static void cyclonedx_states_and_products(void **state)
{
    (void)state;
    vex_state(CDX("not_affected", ""), "110", "not_affected");
    vex_state(CDX("resolved", AFFECTS("\"ref\":\"u\"")), "110", "resolved");
    vex(CDX("resolved_with_pedigree", AFFECTS("\"ref\":\"urn:cdx:3e67/1#u\"")), "110");
    vex(CDX("false_positive", AFFECTS("\"ref\":\"pkg:pypi/urllib3@2.0\"")), "010");
    vex(CDX("false_positive", AFFECTS("\"ref\":\"pkg:npm/urllib3@2.0\"")), "000");
    vex(CDX("false_positive", AFFECTS("\"ref\":\"a\"")), "000");
    vex(CDX("exploitable", AFFECTS("\"ref\":\"u\"")), "000");
    vex(CDX("in_triage", ""), "000");
    vex(CDX("", ""), "000");
    vex(CDX("not_affected", AFFECTS("\"ref\":\"u\",\"versions\":[{\"version\":\"1.26.12\"}]")),
        "100");
    vex(CDX("not_affected",
            AFFECTS("\"ref\":\"u\",\"versions\":[{\"range\":\"vers:pypi/>=2.0|<3\"}]")),
        "010");
    vex(CDX("not_affected", AFFECTS("\"ref\":\"u\",\"versions\":[{\"version\":\"1.26.12\","
                                    "\"status\":\"affected\"}]")),
        "000");
    vex_state(CDX("exploitable", AFFECTS("\"ref\":\"u\",\"versions\":[{\"version\":\"1.26.12\","
                                         "\"status\":\"unaffected\"},{\"version\":\"2.0.0\"}]")),
              "100", "not_affected");
    vex("{\"bomFormat\":\"CycloneDX\",\"vulnerabilities\":[{\"id\":\"OTHER\",\"references\":[{"
        "\"id\":"
        "\"GHSA-x\"}],\"analysis\":{\"state\":\"not_affected\"}}]}",
        "110");
}

#define OPEN(status, products)                                                                     \
    "{\"@context\":\"https://openvex.dev/ns/"                                                      \
    "v0.2.0\",\"statements\":[{\"vulnerability\":{\"name\":"                                       \
    "\"CVE-2023-1\"},\"products\":[" products "],\"status\":\"" status "\"}]}"

/* Suppliers write the module as it is called; a purl of Go is lower case. */
static void vex_of_go_goes_by_any_case(void **state)
{
    (void)state;
    static const struct {
        const char *product;
        bool suppressed;
    } cases[] = {
        { "pkg:golang/github.com/BurntSushi/toml@v1.0.0", true },
        { "pkg:golang/github.com/burntsushi/toml", true },
        { "pkg:golang/github.com/burntsushi/tom", false },
        { "pkg:npm/github.com/burntsushi/toml", false },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct fixture f = { LW_ARENA_INIT, { 0 } };
        struct lw_vex list = { 0 };
        struct lw_err err = { 0 };
        add(&f, "CVE-2023-1", "pkg:golang/github.com/burntsushi/toml@v1.0.0", "bin/x");
        struct lw_view text = lw_arena_printf(
            &f.arena,
            "{\"statements\":[{\"vulnerability\":{\"name\":\"CVE-2023-1\"},\"products\":"
            "[{\"@id\":\"%s\"}],\"status\":\"not_affected\"}]}",
            cases[i].product);
        assert_true(lw_ok(lw_vex_parse(&list, text, "v.json", &f.arena, &err)));
        lw_vex_apply(&f.list, &list, &f.arena);
        assert_int_equal(f.list.items[0].suppressed, cases[i].suppressed);
        lw_arena_clear(&f.arena);
    }
}

static void openvex_statements(void **state)
{
    (void)state;
    vex(OPEN("not_affected", "{\"@id\":\"pkg:pypi/urllib3@2.0.0\"}"), "010");
    vex_state(OPEN("fixed", "{\"@id\":\"x\",\"identifiers\":{\"purl\":\"pkg:pypi/urllib3\"}}"),
              "110", "resolved");
    vex(OPEN("not_affected", "{\"@id\":\"pkg:oci/layer\",\"subcomponents\":[{\"@id\":"
                             "\"pkg:pypi/urllib3@1.26.12\"}]}"),
        "100");
    vex(OPEN("affected", "{\"@id\":\"pkg:pypi/urllib3\"}"), "000");
    vex(OPEN("under_investigation", "{\"@id\":\"pkg:pypi/urllib3\"}"), "000");
    vex(OPEN("not_affected", ""), "000");
    struct lw_vex list = { 0 };
    struct lw_err err = { 0 };
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    static const char *const bad[] = { "", "[]", "{}", "{\"bomFormat\":\"CycloneDX\"}" };
    for (size_t i = 0; i < LW_COUNT(bad); i++) {
        lw_status s = lw_vex_parse(&list, lw_view_c(bad[i]), "v.json", &arena, &err);
        assert_int_equal(s.code, LW_E_FORMAT);
        assert_int_equal(strncmp(err.text, "v.json: ", 8), 0);
    }
}

static void globs(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *text;
        bool path, all;
    } cases[] = {
        { "a", "a", true, true },
        { "a", "b", false, false },
        { "", "", true, true },
        { "", "a", false, false },
        { "*", "", true, true },
        { "*", "abc", true, true },
        { "*", "a/b", false, true },
        { "**", "a/b", true, true },
        { "a/**/b", "a/b", true, true },
        { "a/**/b", "a/x/y/b", true, true },
        { "**/b", "b", true, true },
        { "a/**", "a/b/c", true, true },
        { "a**b", "a/b", true, true },
        { "a?c", "abc", true, true },
        { "a?c", "a/c", false, true },
        { "*.so", "lib.so", true, true },
        { "*.so", "lib.so.1", false, false },
        { "a*b*c", "aXbYc", true, true },
        { "a*b*c", "aXbY", false, false },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_view p = lw_view_c(cases[i].pattern), t = lw_view_c(cases[i].text);
        if (lw_glob_path(p, t) != cases[i].path || lw_glob_text(p, t) != cases[i].all)
            fail_msg("%s and %s", cases[i].pattern, cases[i].text);
    }
    assert_true(lw_glob_text_nocase(LW_VIEW("*gPl-?"), LW_VIEW("AGpL-3")));
    assert_false(lw_glob_text_nocase(LW_VIEW("*gpl"), LW_VIEW("AGPL-3")));
    assert_false(lw_glob_text(LW_VIEW("*gpl-?"), LW_VIEW("AGPL-3")));
    assert_true(lw_is_glob(LW_VIEW("a?")) && lw_is_glob(LW_VIEW("*")));
    assert_false(lw_is_glob(LW_VIEW("AGPL-3.0-only")));
}

static void vers_ranges(void **state)
{
    (void)state;
    static const struct {
        const char *range, *version;
        bool held;
    } cases[] = {
        { "vers:pypi/>=1.0|<2.0", "1.0", true },
        { "vers:pypi/>=1.0|<2.0", "2.0", false },
        { "vers:pypi/>1.0|<=2.0", "1.0", false },
        { "vers:pypi/>1.0|<=2.0", "2.0.0", true },
        { "vers:pypi/<2.0", "1", true },
        { "vers:pypi/>2.0", "1", false },
        { "vers:pypi/*", "1", true },
        { "vers:pypi/1.0|2.0", "2.0", true },
        { "vers:pypi/1.0|2.0", "1.5", false },
        { "vers:pypi/!=1.0", "1.0", false },
        { "vers:pypi/!=1.0", "1.1", true },
        { "vers:pypi/>=1|!=1.5|<2", "1.5", false },
        { "vers:pypi/>=1|!=1.5|<2", "1.6", true },
        { "vers:pypi/<1|>=2|<3", "1.5", false },
        { "vers:pypi/<1|>=2|<3", "2.5", true },
        { "vers:semver/>=1.0.0-rc.1", "1.0.0", true },
        { "vers:unknown/>=1", "1", false },
        { "", "1", false },
        { "vers:pypi", "1", false },
        { "vers:pypi/>=", "1", false },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        if (lw_vers_holds(lw_view_c(cases[i].range), NULL, lw_view_c(cases[i].version)) !=
            cases[i].held)
            fail_msg("%s and %s", cases[i].range, cases[i].version);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_hold_for_what_they_name),
        cmocka_unit_test(entries_expire),
        cmocka_unit_test(several_files_hold_together),
        cmocka_unit_test(wrong_files_are_named),
        cmocka_unit_test(globs),
        cmocka_unit_test(cyclonedx_states_and_products),
        cmocka_unit_test(openvex_statements),
        cmocka_unit_test(vex_of_go_goes_by_any_case),
        cmocka_unit_test(vers_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
