/* SPDX-License-Identifier: Apache-2.0
 *
 * query_test.c - which versions advisories hold, how they are joined, what is said of them.
 */
#include "vuln/match.h"
#include "vuln_help.h"

#define OSV(id, rest) "{\"id\":\"" id "\",\"modified\":\"2024-01-01T00:00:00Z\"," rest "}"
#define PKG(eco, name) "\"package\":{\"ecosystem\":\"" eco "\",\"name\":\"" name "\"}"
#define AFFECTED(eco, name, rest) "\"affected\":[{" PKG(eco, name) "," rest "}]"
#define RANGE(type, events) "\"ranges\":[{\"type\":\"" type "\",\"events\":[" events "]}]"
#define IN(v) "{\"introduced\":\"" v "\"}"
#define FIX(v) "{\"fixed\":\"" v "\"}"
#define LAST(v) "{\"last_affected\":\"" v "\"}"
#define LIMIT(v) "{\"limit\":\"" v "\"}"

struct range_case {
    const char *ecosystem, *statement;
    const char *held;  /* versions, by a space */
    const char *clean; /* the same */
    const char *fixed; /* for the first held version */
};

static const struct range_case range_cases[] = {
    { "PyPI", RANGE("ECOSYSTEM", IN("0") "," FIX("1.2")), "0 0.0.1 1.1 1.2rc1 1.2.dev0",
      "1.2 1.2.0 1.2.post1 1.10", "1.2" },
    { "PyPI", RANGE("ECOSYSTEM", FIX("1.2") "," IN("1.0")), "1.0 1.0.0 1.1", "0.9 1.0rc1 1.2",
      "1.2" },
    { "PyPI", RANGE("ECOSYSTEM", IN("1.0") "," LAST("1.5")), "1.0 1.5 1.5.0 1.4.9", "1.5.1 0.9",
      "" },
    { "PyPI", RANGE("ECOSYSTEM", LAST("1.5") "," IN("1.0") "," IN("2.0") "," FIX("2.3")),
      "1.0 1.5 2.0 2.2", "1.6 2.3", "2.3" },
    { "PyPI", RANGE("ECOSYSTEM", IN("0") "," FIX("1") "," IN("1") "," FIX("2")), "0.5 1 1.9", "2",
      "2" },
    { "PyPI", RANGE("ECOSYSTEM", IN("1.0") "," FIX("1.0")), "", "0.9 1.0 1.1", "" },
    { "PyPI", RANGE("ECOSYSTEM", IN("0") "," LIMIT("2.0")), "0.1 1.9", "2.0 3.0", "" },
    { "PyPI", RANGE("ECOSYSTEM", IN("0") "," LIMIT("*")), "0.1 99", "", "" },
    { "PyPI", "\"versions\":[\"1.0\",\"2.0.0\"]", "1.0 1.0.0 1 2.0 v2", "1.1 2.0.1 1.0.post1", "" },
    { "PyPI", RANGE("ECOSYSTEM", IN("3") "," FIX("4")) ",\"versions\":[\"1.0\",\"3.5\"]",
      "3.5 1.0 3", "2 4", "4" },
    { "PyPI", RANGE("GIT", IN("0")), "", "1.0", "" },
    { "npm", RANGE("SEMVER", IN("0") "," FIX("1.2.0")), "0.0.0-alpha 1.1.9 v1.1.0 1.2.0-rc.1",
      "1.2.0 1.2.1-0", "1.2.0" },
    { "npm", RANGE("SEMVER", IN("1.0.1-0") "," FIX("2.0.0")), "1.0.1 2.0.0-0", "1.0.0 2.0.0",
      "2.0.0" },
    { "Go", RANGE("SEMVER", IN("0") "," FIX("0.3.8")),
      "v0.3.7 0.3.7 v0.0.0-20170915032832-14c0d48ead0c v0.3.8-0.20220124163147-abcdef012345",
      "v0.3.8 v0.4.0+incompatible", "0.3.8" },
    { "Maven", RANGE("ECOSYSTEM", IN("2.0-beta9") "," FIX("2.15.0")),
      "2.0-beta9 2.0-rc1 2.14.1 2.15.0-rc1", "2.0-beta8 2.15.0 2.15", "2.15.0" },
    { "RubyGems", RANGE("ECOSYSTEM", IN("0") "," FIX("2.2.8.1")), "2.2.8 2.2.8.1.rc1", "2.2.8.1",
      "2.2.8.1" },
    { "NuGet", RANGE("ECOSYSTEM", IN("0") "," FIX("13.0.1")), "12.0.3 13.0.1-beta1",
      "13.0.1 13.0.1.0", "13.0.1" },
    { "crates.io", RANGE("SEMVER", IN("0.0.0-0") "," FIX("0.2.23")), "0.1.0 0.2.22", "0.2.23 1.0.0",
      "0.2.23" },
    { "Packagist", RANGE("ECOSYSTEM", IN("5.0.0") "," FIX("5.4.9")), "v5.4.8 5.4.9-RC1",
      "4.9 v5.4.9", "5.4.9" },
    { "Debian:12", RANGE("ECOSYSTEM", IN("0") "," FIX("7.88.1-10+deb12u5")),
      "7.88.1-10+deb12u4 7.88.1-10 7.88.1~rc1 0~0", "7.88.1-10+deb12u5 8.0-1 1:0",
      "7.88.1-10+deb12u5" },
};

static void check_versions(struct made_index *made, const struct range_case *c, const char *list,
                           size_t want)
{
    struct lw_view rest = lw_view_c(list), version;
    while (rest.len && lw_view_split(&version, &rest, ' ')) {
        char text[80];
        snprintf(text, sizeof text, "%.*s", LW_FMT(version));
        struct lw_vuln_match_list found = ask(made, c->ecosystem, "group:name", text);
        if (found.count != want)
            fail_msg("%s %s: %s: %zu matches", c->ecosystem, c->statement, text, found.count);
        if (want && version.ptr == (const uint8_t *)list)
            expect_text(found.items[0].fixed_version, c->fixed);
    }
}

static void ranges_hold_what_the_schema_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(range_cases); i++) {
        const struct range_case *c = &range_cases[i];
        char text[1000];
        snprintf(text, sizeof text,
                 "{\"id\":\"T-1\",\"modified\":\"2024-01-01T00:00:00Z\",\"affected\":[{\"package\":"
                 "{\"ecosystem\":\"%s\",\"name\":\"group:name\"},%s}]}",
                 c->ecosystem, c->statement);
        struct made_index made = make_index((const char *const[]){ text }, 1);
        check_versions(&made, c, c->held, 1);
        check_versions(&made, c, c->clean, 0);
        free_index(&made);
    }
}

static void expect_covered(const char *osv, enum lw_ecosystem ecosystem, bool want)
{
    char text[200];
    bool have = !want;
    struct lw_err err = { 0 };
    snprintf(text, sizeof text,
             OSV("T", "\"affected\":[{\"package\":{\"ecosystem\":\"%s\",\"name\":\"x\"},"
                      "\"versions\":[\"1\"]}]"),
             osv);
    struct made_index made = make_index((const char *const[]){ text }, 1);
    assert_true(lw_ok(lw_vuln_index_covers(&have, made.index, ecosystem, &err)));
    if (have != want)
        fail_msg("an index of %s, %s", osv, lw_ecosystem_purl_type(ecosystem));
    free_index(&made);
}

static void coverage_is_of_ecosystems(void **state)
{
    (void)state;
    expect_covered("PyPI", LW_ECO_PYPI, true);
    expect_covered("PyPI", LW_ECO_GOLANG, false);
    expect_covered("PyPI", LW_ECO_CARGO, false); /* sorts after all that is there */
    expect_covered("Go", LW_ECO_DEB, false);     /* sorts before */
    expect_covered("Debian:12", LW_ECO_DEB, true);
    expect_covered("Debian:12", LW_ECO_GENERIC, false);
    expect_covered("Debian:12", LW_ECO_CONDA, false);
}

static void names_are_found_in_each_form(void **state)
{
    (void)state;
    static const char *const texts[] = {
        OSV("A", AFFECTED("PyPI", "Foo.Bar_baz", "\"versions\":[\"1\"]")),
        OSV("B", AFFECTED("npm", "@Scope/Name", "\"versions\":[\"1.0.0\"]")),
        OSV("C", AFFECTED("Go", "stdlib", RANGE("SEMVER", IN("1.21.0-0") "," FIX("1.21.0-rc.3")))),
        OSV("D", AFFECTED("Debian:11", "curl", "\"versions\":[\"1-1\"]")),
        OSV("E", AFFECTED("Debian:12", "curl", "\"versions\":[\"1-1\"]")),
        OSV("F", AFFECTED("Debian:12", "zlib", "\"versions\":[\"1-1\"]")),
        OSV("G", AFFECTED("Alpine:v3.18", "curl", "\"versions\":[\"1-r1\"]")),
    };
    struct made_index made = make_index(texts, LW_COUNT(texts));
    assert_int_equal(ask(&made, "PyPI", "foo-bar.BAZ", "1.0").count, 1);
    assert_int_equal(ask(&made, "PyPI", "foobarbaz", "1.0").count, 0);
    assert_int_equal(ask(&made, "npm", "@Scope/Name", "1.0.0").count, 1);
    assert_int_equal(ask(&made, "npm", "@scope/name", "1.0.0").count, 0); /* is another package */
    assert_int_equal(ask(&made, "Go", "stdlib", "go1.21rc2").count, 1);
    assert_int_equal(ask(&made, "Go", "stdlib", "go1.21rc3").count, 0);
    assert_int_equal(ask(&made, "Go", "stdlib", "go1.21.0 X:nocoverageredesign").count, 0);
    assert_int_equal(ask(&made, "Debian:12", "curl", "1-1").count, 1);
    assert_int_equal(ask(&made, "Debian:13", "curl", "1-1").count, 0);
    assert_int_equal(ask(&made, "Debian", "debian/curl", "1-1").count, 2);
    assert_int_equal(ask(&made, "Debian", "zlib", "1-1").count, 1);
    assert_int_equal(ask(&made, "Alpine:v3.18", "curl", "1-r1").count, 0);
    assert_int_equal(ask(&made, "nothing", "curl", "1").count, 0);
    assert_int_equal(ask(&made, "PyPI", "foo-bar-baz", "").count, 0);
    assert_int_equal(ask(&made, "PyPI", "foo-bar-baz", "(devel)").count, 0);
    assert_int_equal(ask(&made, "PyPI", "foo-bar-baz", "${version}1").count, 0);
    size_t known = 0;
    assert_true(lw_ok(lw_vuln_count(&known, made.index, LW_VIEW("Debian"), LW_VIEW("curl"), NULL)));
    assert_int_equal(known, 2);
    free_index(&made);
}

#define V3(score_metrics)                                                                          \
    "\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/" score_metrics "\"}],"
#define ALL "\"versions\":[\"1.0.0\"]"

static void aliases_join_advisories(void **state)
{
    (void)state;
    static const char *const texts[] = {
        OSV("NSWG-ECO-1",
            "\"aliases\":[\"CVE-2020-1\"],\"database_specific\":{\"severity\":\"low\"}," AFFECTED(
                "npm", "p", RANGE("SEMVER", IN("0") "," FIX("1.1.0")))),
        OSV("RETIREJS-1",
            "\"aliases\":[\"CVE-2020-1\",\"CVE-2020-2\"],\"summary\":\"late\"," AFFECTED(
                "npm", "p", RANGE("SEMVER", IN("0") "," FIX("1.2.0")))),
        OSV("GHSA-1", "\"aliases\":[\"CVE-2020-2\"],\"summary\":\"told\"," V3(
                          "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H") AFFECTED("npm", "p", ALL)),
        OSV("NPM-2", "\"aliases\":[\"CVE-2021-3\"]," AFFECTED("npm", "p", ALL)),
        OSV("NPM-3", "\"aliases\":[\"CVE-2020-1\"]," AFFECTED("npm", "other", ALL)),
        OSV("NPM-4", "\"aliases\":[\"NPM-2\"],\"withdrawn\":\"2024-01-01T00:00:00Z\"," AFFECTED(
                         "npm", "p", ALL)),
    };
    struct made_index made = make_index(texts, LW_COUNT(texts));
    struct lw_vuln_match_list found = ask(&made, "npm", "p", "1.0.0");
    assert_int_equal(found.count, 2);
    const struct lw_vuln_match *m = &found.items[0];
    assert_int_equal(m->ids.count, 5);
    static const char *const ids[] = { "CVE-2020-1", "CVE-2020-2", "GHSA-1", "NSWG-ECO-1",
                                       "RETIREJS-1" };
    for (size_t i = 0; i < LW_COUNT(ids); i++)
        expect_text(m->ids.items[i], ids[i]);
    assert_int_equal(m->advisories.count, 3);
    expect_text(m->advisories.items[0], "GHSA-1");
    expect_text(m->summary, "told");
    expect_text(m->fixed_version, "1.2.0"); /* 1.1.0 mends only half of it */
    assert_int_equal(m->cvss_tenths, 98);
    assert_int_equal(m->severity, LW_SEVERITY_CRITICAL);
    expect_text(found.items[1].ids.items[0], "CVE-2021-3");
    assert_int_equal(found.items[1].advisories.count, 1);
    assert_int_equal(found.items[1].severity, LW_SEVERITY_UNKNOWN);
    assert_int_equal(found.items[1].cvss_tenths, -1);
    assert_int_equal(ask(&made, "npm", "other", "1.0.0").items[0].ids.count, 2);
    free_index(&made);
}

static void a_broken_vector_does_not_hide_the_record(void **state)
{
    (void)state;
    static const char *const texts[] = {
        OSV("A",
            V3("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H") "\"affected\":[{\"package\":{\"ecosystem\":"
                                                      "\"npm\",\"name\":\"a\"},"
                                                      "\"severity\":[{\"type\":\"CVSS_V3\","
                                                      "\"score\":\"CVSS:3.1/AV:?\"}]," ALL "}]"),
    };
    struct made_index made = make_index(texts, LW_COUNT(texts));
    struct lw_vuln_match a = ask(&made, "npm", "a", "1.0.0").items[0];
    assert_int_equal(a.cvss_tenths, 98);
    assert_int_equal(a.severity, LW_SEVERITY_CRITICAL);
    free_index(&made);
}

static void severity_comes_from_the_newest_cvss(void **state)
{
    (void)state;
    static const char *const texts[] = {
        OSV("A",
            "\"severity\":[{\"type\":\"CVSS_V2\",\"score\":\"AV:N/AC:L/Au:N/C:C/I:C/A:C\"},"
            "{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N\"}],"
            "\"database_specific\":{\"severity\":\"CRITICAL\"}," AFFECTED("npm", "a", ALL)),
        OSV("B", "\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/nonsense\"}],"
                 "\"database_specific\":{\"severity\":\"HIGH\"}," AFFECTED("npm", "b", ALL)),
        OSV("C", V3("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
                     AFFECTED("npm", "c",
                              "\"severity\":[{\"type\":\"CVSS_V3\",\"score\":"
                              "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N\"}]," ALL)),
        OSV("MAL-2024-1", AFFECTED("npm", "d", ALL)),
        OSV("E",
            "\"severity\":[{\"type\":\"CVSS_V3\",\"score\":"
            "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"},{\"type\":\"CVSS_V4\",\"score\":"
            "\"CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N\"}]," AFFECTED(
                "npm", "e", ALL)),
    };
    struct made_index made = make_index(texts, LW_COUNT(texts));
    struct lw_vuln_match a = ask(&made, "npm", "a", "1.0.0").items[0];
    assert_int_equal(a.cvss_tenths, 33);
    assert_int_equal(a.severity, LW_SEVERITY_LOW);
    assert_true(lw_view_starts(a.cvss_vector, LW_VIEW("CVSS:3.0/")));
    struct lw_vuln_match b = ask(&made, "npm", "b", "1.0.0").items[0];
    assert_int_equal(b.cvss_tenths, -1);
    assert_int_equal(b.severity, LW_SEVERITY_HIGH);
    assert_int_equal(ask(&made, "npm", "c", "1.0.0").items[0].cvss_tenths, 53);
    assert_int_equal(ask(&made, "npm", "d", "1.0.0").items[0].severity, LW_SEVERITY_CRITICAL);
    struct lw_vuln_match e = ask(&made, "npm", "e", "1.0.0").items[0];
    assert_true(lw_view_starts(e.cvss_vector, LW_VIEW("CVSS:4.0/")));
    assert_int_equal(e.cvss_tenths, 48);
    free_index(&made);
}

static void the_newest_record_counts_by_ecosystem(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"id\":\"A\",\"modified\":\"2024-01-01T00:00:00Z\"," AFFECTED("npm", "p", ALL) "}",
        "{\"id\":\"A\",\"modified\":\"2024-01-02T00:00:00Z\"," AFFECTED(
            "npm", "p", "\"versions\":[\"2.0.0\"]") "}",
        "{\"id\":\"A\",\"modified\":\"2023-01-02T00:00:00Z\"," AFFECTED(
            "RubyGems", "p", "\"versions\":[\"2.0.0\"]") "}",
        "{\"id\":\"B\",\"modified\":\"2024-01-01T00:00:00Z\"," AFFECTED("npm", "q", ALL) "}",
        "{\"id\":\"B\",\"modified\":\"2024-01-02T00:00:00Z\",\"withdrawn\":\"2024-01-02T00:00:"
        "00Z\"," AFFECTED("npm", "q", ALL) "}",
    };
    struct made_index made = make_index(texts, LW_COUNT(texts));
    assert_int_equal(ask(&made, "npm", "p", "1.0.0").count, 0);
    assert_int_equal(ask(&made, "npm", "p", "2.0.0").count, 1);
    assert_int_equal(ask(&made, "RubyGems", "p", "2.0.0").count, 1);
    assert_int_equal(ask(&made, "npm", "q", "1.0.0").count, 0);
    free_index(&made);
}

static size_t purl_hits(struct made_index *made, const char *purl)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_vuln_match_list found = { 0 };
    struct lw_err err = { 0 };
    assert_true(lw_ok(lw_vuln_query_purl(&found, made->index, lw_view_c(purl), &arena, &err)));
    return found.count;
}

/* The specification of purls has those of Go in lower case; Go itself tells modules by case. */
static void go_purls_are_lower_case_and_modules_are_not(void **state)
{
    (void)state;
    static const char upper[] = "github.com/Sirupsen/logrus",
                      lower[] = "github.com/sirupsen/logrus";
    static const char *const texts[] = {
        OSV("A", AFFECTED("Go", "github.com/Sirupsen/logrus", RANGE("SEMVER", IN("0")))),
        OSV("B", AFFECTED("Go", "github.com/BurntSushi/toml", RANGE("SEMVER", IN("0")))),
        OSV("C", AFFECTED("npm", "JSONPath", "\"versions\":[\"1.0.0\"]")),
    };
    struct made_index made = make_index(texts, LW_COUNT(texts));
    struct lw_facts facts = lw_facts(&made.arena);
    lw_facts_package(&facts, LW_ECO_GOLANG, lw_view_c(upper), LW_VIEW("v1.0.0"), LW_VIEW("f"));
    lw_facts_package(&facts, LW_ECO_GOLANG, lw_view_c(lower), LW_VIEW("v1.0.0"), LW_VIEW("f"));
    lw_facts_package(&facts, LW_ECO_GOLANG, lw_view_c(lower), LW_VIEW_NONE, LW_VIEW("f"));
    lw_facts_settle(&facts);
    assert_int_equal(facts.packages.count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_true(lw_view_is(facts.packages.items[i].purl,
                               "pkg:golang/github.com/sirupsen/logrus@v1.0.0"));
    struct lw_vuln_package_list found = { 0 };
    struct lw_err err = { 0 };
    assert_true(
        lw_ok(lw_vuln_match_packages(&found, made.index, &facts.packages, &made.arena, &err)));
    assert_int_equal(found.count, 1);
    assert_true(lw_view_is(found.items[0].package->name, upper));
    assert_int_equal(purl_hits(&made, "pkg:golang/github.com/sirupsen/logrus@v1.0.0"), 1);
    assert_int_equal(purl_hits(&made, "pkg:golang/github.com/burntsushi/toml@v1.0.0"), 1);
    assert_int_equal(purl_hits(&made, "pkg:golang/github.com/BurntSushi/toml@v1.0.0"), 1);
    assert_int_equal(purl_hits(&made, "pkg:golang/github.com/burntsushi/tom@v1.0.0"), 0);
    assert_int_equal(purl_hits(&made, "pkg:npm/jsonpath@1.0.0"), 0);
    assert_int_equal(purl_hits(&made, "pkg:npm/JSONPath@1.0.0"), 1);
    free_index(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_hold_what_the_schema_says),
        cmocka_unit_test(names_are_found_in_each_form),
        cmocka_unit_test(coverage_is_of_ecosystems),
        cmocka_unit_test(go_purls_are_lower_case_and_modules_are_not),
        cmocka_unit_test(aliases_join_advisories),
        cmocka_unit_test(severity_comes_from_the_newest_cvss),
        cmocka_unit_test(a_broken_vector_does_not_hide_the_record),
        cmocka_unit_test(the_newest_record_counts_by_ecosystem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
