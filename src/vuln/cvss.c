/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/cvss.c - read a CVSS vector of any version and rate it.
 */
#include "vuln/cvss.h"

#include "vuln/cvss_metrics.h"

static const struct lw_cvss_metric metrics_2[] = {
    { "AV", "L|A|N", true },        { "AC", "H|M|L", true },
    { "Au", "M|S|N", true },        { "C", "N|P|C", true },
    { "I", "N|P|C", true },         { "A", "N|P|C", true },
    { "E", "U|POC|F|H|ND", false }, { "RL", "OF|TF|W|U|ND", false },
    { "RC", "UC|UR|C|ND", false },  { "CDP", "N|L|LM|MH|H|ND", false },
    { "TD", "N|L|M|H|ND", false },  { "CR", "L|M|H|ND", false },
    { "IR", "L|M|H|ND", false },    { "AR", "L|M|H|ND", false },
};

static const struct lw_cvss_metric metrics_3[] = {
    { "AV", "N|A|L|P", true },    { "AC", "L|H", true },       { "PR", "N|L|H", true },
    { "UI", "N|R", true },        { "S", "U|C", true },        { "C", "H|L|N", true },
    { "I", "H|L|N", true },       { "A", "H|L|N", true },      { "E", "X|H|F|P|U", false },
    { "RL", "X|U|W|T|O", false }, { "RC", "X|C|R|U", false },  { "CR", "X|H|M|L", false },
    { "IR", "X|H|M|L", false },   { "AR", "X|H|M|L", false },  { "MAV", "X|N|A|L|P", false },
    { "MAC", "X|L|H", false },    { "MPR", "X|N|L|H", false }, { "MUI", "X|N|R", false },
    { "MS", "X|U|C", false },     { "MC", "X|N|L|H", false },  { "MI", "X|N|L|H", false },
    { "MA", "X|N|L|H", false },
};

static const struct lw_cvss_metric metrics_4[] = {
    { "AV", "N|A|L|P", true },     { "AC", "L|H", true },
    { "AT", "N|P", true },         { "PR", "N|L|H", true },
    { "UI", "N|P|A", true },       { "VC", "H|L|N", true },
    { "VI", "H|L|N", true },       { "VA", "H|L|N", true },
    { "SC", "H|L|N", true },       { "SI", "H|L|N", true },
    { "SA", "H|L|N", true },       { "E", "X|A|P|U", false },
    { "CR", "X|H|M|L", false },    { "IR", "X|H|M|L", false },
    { "AR", "X|H|M|L", false },    { "MAV", "X|N|A|L|P", false },
    { "MAC", "X|L|H", false },     { "MAT", "X|N|P", false },
    { "MPR", "X|N|L|H", false },   { "MUI", "X|N|P|A", false },
    { "MVC", "X|H|L|N", false },   { "MVI", "X|H|L|N", false },
    { "MVA", "X|H|L|N", false },   { "MSC", "X|H|L|N", false },
    { "MSI", "X|S|H|L|N", false }, { "MSA", "X|S|H|L|N", false },
    { "S", "X|N|P", false },       { "AU", "X|N|Y", false },
    { "R", "X|A|U|I", false },     { "V", "X|D|C", false },
    { "RE", "X|L|M|H", false },    { "U", "X|Clear|Green|Amber|Red", false },
};

_Static_assert(LW_COUNT(metrics_4) <= LW_CVSS_METRICS, "the largest table must fit");

char lw_cvss_letter(const struct lw_cvss_vector *v, const char *name)
{
    for (size_t i = 0; i < v->count; i++) {
        if (strcmp(v->metrics[i].name, name) == 0)
            return v->letter[i];
    }
    return 0;
}

static bool allowed(const char *values, struct lw_view value)
{
    struct lw_view rest = lw_view_c(values), one;
    while (lw_view_split(&one, &rest, '|')) {
        if (lw_view_eq(one, value))
            return true;
    }
    return false;
}

/* "AV:N", which begins at `at` of the whole vector */
static lw_status read_metric(struct lw_cvss_vector *out, struct lw_view text, size_t at,
                             struct lw_err *err)
{
    size_t colon = lw_view_find_byte(text, ':');
    LW_ENSURE(colon != LW_NOT_FOUND && colon > 0, err, LW_E_FORMAT, at,
              "CVSS: \"%.*s\" is not METRIC:VALUE", LW_FMT(lw_view_sub(text, 0, 40)));
    struct lw_view name = lw_view_sub(text, 0, colon), value = lw_view_from(text, colon + 1);
    size_t i = 0;
    while (i < out->count && !lw_view_is(name, out->metrics[i].name))
        i++;
    LW_ENSURE(i < out->count, err, LW_E_FORMAT, at, "CVSS: there is no metric \"%.*s\"",
              LW_FMT(lw_view_sub(name, 0, 40)));
    LW_ENSURE(!out->letter[i], err, LW_E_FORMAT, at, "CVSS: %s is given twice",
              out->metrics[i].name);
    LW_ENSURE(value.ptr && allowed(out->metrics[i].values, value), err, LW_E_FORMAT, at + colon + 1,
              "CVSS: %s cannot be \"%.*s\", only %s", out->metrics[i].name,
              LW_FMT(lw_view_sub(value, 0, 40)), out->metrics[i].values);
    out->letter[i] = (char)value.ptr[0];
    return LW_OK;
}

/* `text` begins at `at` of the whole vector. */
static lw_status read_metrics(struct lw_cvss_vector *out, struct lw_view text, size_t at,
                              struct lw_err *err)
{
    struct lw_view rest = text, metric;
    size_t end = at + text.len;
    for (size_t start = at; lw_view_split(&metric, &rest, '/'); start = end - rest.len)
        LW_TRY(read_metric(out, metric, start, err));
    for (size_t i = 0; i < out->count; i++)
        LW_ENSURE(!out->metrics[i].mandatory || out->letter[i], err, LW_E_FORMAT, end,
                  "CVSS: %s is missing", out->metrics[i].name);
    return LW_OK;
}

static enum lw_severity rate(int tenths, int major)
{
    if (major == 2) /* the NVD's three steps */
        return tenths < 40 ? LW_SEVERITY_LOW : tenths < 70 ? LW_SEVERITY_MEDIUM : LW_SEVERITY_HIGH;
    if (tenths == 0)
        return LW_SEVERITY_NONE;
    if (tenths < 40)
        return LW_SEVERITY_LOW;
    if (tenths < 70)
        return LW_SEVERITY_MEDIUM;
    return tenths < 90 ? LW_SEVERITY_HIGH : LW_SEVERITY_CRITICAL;
}

/* Takes the prefix, or the parentheses of 2.0, off `*text`, which begins at `*at`. */
static lw_status read_version(struct lw_cvss *out, struct lw_view *text, size_t *at,
                              struct lw_err *err)
{
    static const struct {
        const char *prefix;
        uint8_t major, minor;
    } versions[] = { { "CVSS:3.0/", 3, 0 }, { "CVSS:3.1/", 3, 1 }, { "CVSS:4.0/", 4, 0 } };

    for (size_t i = 0; i < LW_COUNT(versions); i++) {
        struct lw_view prefix = lw_view_c(versions[i].prefix);
        if (!lw_view_starts(*text, prefix))
            continue;
        *out = (struct lw_cvss){ .major = versions[i].major, .minor = versions[i].minor };
        *text = lw_view_from(*text, prefix.len);
        *at += prefix.len;
        return LW_OK;
    }
    LW_ENSURE(!lw_view_starts(*text, LW_VIEW("CVSS:")), err, LW_E_UNSUPPORTED, *at,
              "CVSS: version \"%.*s\" is not read, only 2.0, 3.0, 3.1 and 4.0",
              LW_FMT(lw_view_sub(lw_view_from(*text, 5), 0, 8)));
    *out = (struct lw_cvss){ .major = 2 };
    if (lw_view_starts(*text, LW_VIEW("(")) && lw_view_ends(*text, LW_VIEW(")")) && text->len > 1) {
        *text = lw_view_sub(*text, 1, text->len - 2);
        *at += 1;
    }
    return LW_OK;
}

lw_status lw_cvss_parse(struct lw_cvss *out, struct lw_view vector, struct lw_err *err)
{
    struct lw_view text = lw_view_trim(vector);
    struct lw_cvss cvss;
    struct lw_cvss_vector v = { 0 };
    size_t at = 0;
    while (at < vector.len && lw_is_space(vector.ptr[at]))
        at++;
    LW_ENSURE(text.len > 0, err, LW_E_FORMAT, 0, "CVSS: the vector is empty");
    LW_TRY(read_version(&cvss, &text, &at, err));
    v.metrics = cvss.major == 2 ? metrics_2 : cvss.major == 3 ? metrics_3 : metrics_4;
    v.count = cvss.major == 2   ? LW_COUNT(metrics_2)
              : cvss.major == 3 ? LW_COUNT(metrics_3)
                                : LW_COUNT(metrics_4);
    LW_TRY(read_metrics(&v, text, at, err));
    int tenths = cvss.major == 2   ? lw_cvss2_base(&v)
                 : cvss.major == 3 ? lw_cvss3_base(&v, cvss.minor)
                                   : lw_cvss4_score(&v);
    cvss.score_tenths = (uint8_t)tenths;
    cvss.severity = rate(tenths, cvss.major);
    *out = cvss;
    return LW_OK;
}
