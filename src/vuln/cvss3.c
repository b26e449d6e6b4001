/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/cvss3.c - base scores of CVSS 2.0, 3.0 and 3.1: formulas.
 *
 * Spec: CVSS 2.0 guide, 3.2.1; CVSS 3.0 specification, 8.1; CVSS 3.1 specification, 7.1 and
 *       appendix A (rounding).
 */
#include <math.h>

#include "vuln/cvss_metrics.h"

struct weight {
    const char *metric;
    char letter;
    double weight;
};

static const struct weight weights_2[] = {
    { "AV", 'L', 0.395 }, { "AV", 'A', 0.646 }, { "AV", 'N', 1.0 },  { "AC", 'H', 0.35 },
    { "AC", 'M', 0.61 },  { "AC", 'L', 0.71 },  { "Au", 'M', 0.45 }, { "Au", 'S', 0.56 },
    { "Au", 'N', 0.704 }, { "C", 'N', 0.0 },    { "C", 'P', 0.275 }, { "C", 'C', 0.660 },
    { "I", 'N', 0.0 },    { "I", 'P', 0.275 },  { "I", 'C', 0.660 }, { "A", 'N', 0.0 },
    { "A", 'P', 0.275 },  { "A", 'C', 0.660 },  { NULL, 0, 0 },
};

static const struct weight weights_3[] = {
    { "AV", 'N', 0.85 }, { "AV", 'A', 0.62 }, { "AV", 'L', 0.55 }, { "AV", 'P', 0.2 },
    { "AC", 'L', 0.77 }, { "AC", 'H', 0.44 }, { "PR", 'N', 0.85 }, { "PR", 'L', 0.62 },
    { "PR", 'H', 0.27 }, { "UI", 'N', 0.85 }, { "UI", 'R', 0.62 }, { "C", 'H', 0.56 },
    { "C", 'L', 0.22 },  { "C", 'N', 0.0 },   { "I", 'H', 0.56 },  { "I", 'L', 0.22 },
    { "I", 'N', 0.0 },   { "A", 'H', 0.56 },  { "A", 'L', 0.22 },  { "A", 'N', 0.0 },
    { NULL, 0, 0 },
};

static double weigh(const struct lw_cvss_vector *v, const struct weight *weights,
                    const char *metric)
{
    char letter = lw_cvss_letter(v, metric);
    for (; weights->metric; weights++) {
        if (weights->letter == letter && strcmp(weights->metric, metric) == 0)
            return weights->weight;
    }
    return 0.0;
}

int lw_cvss2_base(const struct lw_cvss_vector *v)
{
    double c = weigh(v, weights_2, "C"), i = weigh(v, weights_2, "I"), a = weigh(v, weights_2, "A");
    double impact = 10.41 * (1 - (1 - c) * (1 - i) * (1 - a));
    double exploitability = 20 * weigh(v, weights_2, "AV") * weigh(v, weights_2, "AC") *
                            weigh(v, weights_2, "Au");
    if (c + i + a <= 0)
        return 0;
    return (int)lround((0.6 * impact + 0.4 * exploitability - 1.5) * 1.176 * 10);
}

/* With a changed scope, privileges weigh more. */
static double privileges(const struct lw_cvss_vector *v, bool changed)
{
    char letter = lw_cvss_letter(v, "PR");
    if (!changed || letter == 'N')
        return weigh(v, weights_3, "PR");
    return letter == 'L' ? 0.68 : 0.5;
}

/* 3.0: "the smallest number, to one decimal, that is equal to or higher than its input". 3.1
 * says the same with integers, so that it does not depend on the machine. */
static int round_up(double score, int minor)
{
    if (minor == 0)
        return (int)ceil(score * 10);
    long parts = lround(score * 100000);
    return (int)(parts % 10000 == 0 ? parts / 10000 : parts / 10000 + 1);
}

int lw_cvss3_base(const struct lw_cvss_vector *v, int minor)
{
    bool changed = lw_cvss_letter(v, "S") == 'C';
    double c = weigh(v, weights_3, "C"), i = weigh(v, weights_3, "I"), a = weigh(v, weights_3, "A");
    double iss = 1 - (1 - c) * (1 - i) * (1 - a);
    double impact = changed ? 7.52 * (iss - 0.029) - 3.25 * pow(iss - 0.02, 15) : 6.42 * iss;
    double exploitability = 8.22 * weigh(v, weights_3, "AV") * weigh(v, weights_3, "AC") *
                            privileges(v, changed) * weigh(v, weights_3, "UI");
    if (impact <= 0)
        return 0;
    double score = (changed ? 1.08 : 1.0) * (impact + exploitability);
    return round_up(score < 10 ? score : 10, minor);
}
