/* SPDX-License-Identifier: Apache-2.0
 *
 * cvss_test.c - published scores, every base vector there is, and vectors that are none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "vuln/cvss.h"

/* Lines "VECTOR SCORE"; gives how many there were. */
static size_t check_file(const char *name)
{
    const char *root = getenv("LAYERWARD_SOURCE_ROOT");
    char path[1024], line[512];
    (void)snprintf(path, sizeof(path), "%s/tests/unit/data/%s", root ? root : ".", name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t count = 0;
    while (fgets(line, sizeof(line), f)) {
        struct lw_view text = lw_view_trim(lw_view_c(line)), vector;
        if (lw_view_starts(text, LW_VIEW("#")))
            continue;
        assert_true(lw_view_split(&vector, &text, ' '));
        struct lw_cvss cvss;
        struct lw_err err;
        if (!lw_ok(lw_cvss_parse(&cvss, vector, &err)))
            fail_msg("%.*s: %s", LW_FMT(vector), err.text);
        char score[16];
        (void)snprintf(score, sizeof(score), "%d.%d", cvss.score_tenths / 10,
                       cvss.score_tenths % 10);
        if (!lw_view_is(text, score))
            fail_msg("%.*s: %s instead of %.*s", LW_FMT(vector), score, LW_FMT(text));
        count++;
    }
    (void)fclose(f);
    return count;
}

static void published_scores_are_ours(void **state)
{
    (void)state;
    assert_true(check_file("cvss.txt") >= 65);
}

static void threat_and_environment_count_in_version_4(void **state)
{
    (void)state;
    assert_int_equal(check_file("cvss4.txt"), 250);
}

struct choice {
    const char *metric, *letters;
};

/* All combinations, the last metric changing fastest. */
static void score_all(struct lw_sha256 *hash, char *vector, size_t len,
                      const struct choice *choices)
{
    if (!choices->metric) {
        struct lw_cvss cvss;
        struct lw_err err;
        bool bare = vector[0] == '/';
        if (!lw_ok(lw_cvss_parse(&cvss, lw_view(vector + bare, len - bare), &err)))
            fail_msg("%.*s: %s", (int)len, vector, err.text);
        lw_sha256_add(hash, lw_view(&cvss.score_tenths, 1));
        return;
    }
    for (const char *letter = choices->letters; *letter; letter++) {
        int n = snprintf(vector + len, 16, "/%s:%c", choices->metric, *letter);
        score_all(hash, vector, len + (size_t)n, choices + 1);
    }
}

static void check_all(const char *prefix, const struct choice *choices, const char *expected)
{
    char vector[256], hex[LW_HEX_BYTES];
    struct lw_sha256 *hash = lw_sha256_new();
    (void)snprintf(vector, sizeof(vector), "%s", prefix);
    score_all(hash, vector, strlen(prefix), choices);
    struct lw_digest digest = lw_sha256_end(hash);
    lw_sha256_free(hash);
    lw_digest_hex(hex, &digest);
    assert_string_equal(hex, expected);
}

/* The digests are of the scores in tenths, one byte each, as ae-cvss-calculator 1.0.13 (npm), an
 * implementation that shares nothing with ours, computes them for the same vectors. */
static void every_base_vector_has_its_score(void **state)
{
    (void)state;
    static const struct choice v2[] = { { "AV", "LAN" }, { "AC", "HML" }, { "Au", "MSN" },
                                        { "C", "NPC" },  { "I", "NPC" },  { "A", "NPC" },
                                        { NULL, NULL } };
    static const struct choice v3[] = { { "AV", "NALP" }, { "AC", "LH" }, { "PR", "NLH" },
                                        { "UI", "NR" },   { "S", "UC" },  { "C", "HLN" },
                                        { "I", "HLN" },   { "A", "HLN" }, { NULL, NULL } };
    static const struct choice v4[] = { { "AV", "NALP" }, { "AC", "LH" },  { "AT", "NP" },
                                        { "PR", "NLH" },  { "UI", "NPA" }, { "VC", "HLN" },
                                        { "VI", "HLN" },  { "VA", "HLN" }, { "SC", "HLN" },
                                        { "SI", "HLN" },  { "SA", "HLN" }, { NULL, NULL } };
    check_all("", v2, "efdfa6e3c67bdec124cd83c7a3945367b8779adcb8004de021ef940eba62f875");
    check_all("CVSS:3.0", v3, "34cd165030993e23c1379130e306c75d6e00795403a912a552f5eea1396302af");
    check_all("CVSS:3.1", v3, "34cd165030993e23c1379130e306c75d6e00795403a912a552f5eea1396302af");
    check_all("CVSS:4.0", v4, "b204fffe59458f72475692a6fb2b3c698dd8f51db85f16c37c302d21131941e1");
}

static void severity_follows_the_score(void **state)
{
    (void)state;
    static const struct {
        const char *vector;
        enum lw_severity severity;
    } cases[] = {
        { "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", LW_SEVERITY_NONE },
        { "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", LW_SEVERITY_LOW },
        { "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", LW_SEVERITY_MEDIUM },
        { "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", LW_SEVERITY_HIGH },
        { "CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:H/I:H/A:H", LW_SEVERITY_CRITICAL }, /* 9.0 */
        { "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N", LW_SEVERITY_MEDIUM },
        { "AV:N/AC:L/Au:N/C:C/I:C/A:C", LW_SEVERITY_HIGH }, /* 2.0 has no "critical" */
        { "AV:N/AC:L/Au:N/C:N/I:N/A:N", LW_SEVERITY_LOW },  /* nor "none" */
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_cvss cvss;
        assert_true(lw_ok(lw_cvss_parse(&cvss, lw_view_c(cases[i].vector), NULL)));
        assert_int_equal(cvss.severity, cases[i].severity);
    }
}

static void bad_vectors_name_the_metric(void **state)
{
    (void)state;
    static const struct {
        const char *vector;
        enum lw_code code;
        uint64_t offset;
        const char *says;
    } cases[] = {
        { "", LW_E_FORMAT, 0, "empty" },
        { "CVSS:3.1/", LW_E_FORMAT, 9, "\"\"" },
        { "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", LW_E_FORMAT, 40, "A is missing" },
        { "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X", LW_E_FORMAT, 43, "A cannot be \"X\"" },
        { "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:", LW_E_FORMAT, 43, "A cannot be \"\"" },
        { "CVSS:3.1/AV:N/AC:L/AV:N/PR:N/UI:N/S:U/C:H/I:H/A:H", LW_E_FORMAT, 19,
          "AV is given twice" },
        { "CVSS:3.1/AV:N/AC:L/Au:N/PR:N/UI:N/S:U/C:H/I:H/A:H", LW_E_FORMAT, 19,
          "no metric \"Au\"" },
        { "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/", LW_E_FORMAT, 45, "METRIC:VALUE" },
        { " CVSS:3.1/AV:N/AC", LW_E_FORMAT, 15, "\"AC\"" },
        { "CVSS:3.1/av:n/AC:L", LW_E_FORMAT, 9, "no metric \"av\"" },
        { "CVSS:3.2/AV:N", LW_E_UNSUPPORTED, 0, "3.2" },
        { "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:L/SI:S/SA:N", LW_E_FORMAT, 57,
          "SI cannot be \"S\"" },
        { "(AV:N/AC:L/Au:N/C:C/I:C)", LW_E_FORMAT, 23, "A is missing" },
        { "9.8", LW_E_FORMAT, 0, "\"9.8\"" },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_cvss cvss = { .score_tenths = 77 };
        struct lw_err err = { 0 };
        lw_status s = lw_cvss_parse(&cvss, lw_view_c(cases[i].vector), &err);
        if (s.code != cases[i].code || err.offset != cases[i].offset ||
            !strstr(err.text, cases[i].says))
            fail_msg("%s: %s at %llu: %s", cases[i].vector, lw_code_name(s.code),
                     (unsigned long long)err.offset, err.text);
        assert_int_equal(cvss.score_tenths, 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_scores_are_ours),
        cmocka_unit_test(threat_and_environment_count_in_version_4),
        cmocka_unit_test(every_base_vector_has_its_score),
        cmocka_unit_test(severity_follows_the_score),
        cmocka_unit_test(bad_vectors_name_the_metric),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
