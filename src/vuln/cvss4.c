/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/cvss4.c - CVSS 4.0: MacroVectors and interpolation between them.
 *
 * The specification's method in whole numbers: distances are counted in steps of a metric, scores
 * in tenths, and only the last division rounds (half up, as FIRST's calculator means to).
 * Spec: CVSS 4.0 specification, 8.2 and 8.3; tables 24 to 29 and 30 (MacroVectors' highest
 *       severity vectors and depths).
 */
#include "base/attr.h"
#include "vuln/cvss4_table.h"
#include "vuln/cvss_metrics.h"

/* The metrics that count, each with its values from the worst on: a value's place is its level. */
enum { AV, PR, UI, AC, AT, VC, VI, VA, SC, SI, SA, CR, IR, AR, E, COUNT };

static const struct {
    const char *name, *levels;
} metrics[COUNT] = {
    [AV] = { "MAV", "NALP" }, [PR] = { "MPR", "NLH" },  [UI] = { "MUI", "NPA" },
    [AC] = { "MAC", "LH" },   [AT] = { "MAT", "NP" },   [VC] = { "MVC", "HLN" },
    [VI] = { "MVI", "HLN" },  [VA] = { "MVA", "HLN" },  [SC] = { "MSC", "SHLN" },
    [SI] = { "MSI", "SHLN" }, [SA] = { "MSA", "SHLN" }, [CR] = { "CR", "HML" },
    [IR] = { "IR", "HML" },   [AR] = { "AR", "HML" },   [E] = { "E", "APU" },
};

/* Levels in "N A L P" order and so on, as above. */
#define SAFETY 0
#define SUBSEQUENT_HIGH 1

/* The modified metric where it is given, else the base metric; not given at all: the worst. */
static int level(const struct lw_cvss_vector *v, int metric)
{
    const char *name = metrics[metric].name;
    char letter = lw_cvss_letter(v, name);
    if ((letter == 0 || letter == 'X') && name[0] == 'M')
        letter = lw_cvss_letter(v, name + 1);
    const char *found = letter ? strchr(metrics[metric].levels, letter) : NULL;
    return (int)(found ? found - metrics[metric].levels : 0);
}

struct macro {
    int eq[6];
};

static struct macro macro_of(const int l[COUNT])
{
    struct macro m;
    bool all = l[AV] == 0 && l[PR] == 0 && l[UI] == 0, any = l[AV] == 0 || l[PR] == 0 || l[UI] == 0;
    m.eq[0] = all ? 0 : any && l[AV] != 3 ? 1 : 2;
    m.eq[1] = l[AC] == 0 && l[AT] == 0 ? 0 : 1;
    m.eq[2] = l[VC] == 0 && l[VI] == 0 ? 0 : l[VC] == 0 || l[VI] == 0 || l[VA] == 0 ? 1 : 2;
    m.eq[3] = l[SI] == SAFETY || l[SA] == SAFETY ? 0
              : l[SC] == SUBSEQUENT_HIGH || l[SI] == SUBSEQUENT_HIGH || l[SA] == SUBSEQUENT_HIGH
                  ? 1
                  : 2;
    m.eq[4] = l[E];
    m.eq[5] = (l[CR] == 0 && l[VC] == 0) || (l[IR] == 0 && l[VI] == 0) || (l[AR] == 0 && l[VA] == 0)
                  ? 0
                  : 1;
    return m;
}

/* -1 where there is no such MacroVector */
static int score_of(struct macro m)
{
    static const int last[6] = { 2, 1, 2, 2, 2, 1 };
    for (size_t i = 0; i < 6; i++) {
        if (m.eq[i] > last[i])
            return -1;
    }
    return cvss4_table[((m.eq[0] * 2 + m.eq[1]) * 3 + m.eq[2]) * 3 + m.eq[3]]
                      [m.eq[4] * 2 + m.eq[5]];
}

static int score_below(struct macro m, int eq)
{
    m.eq[eq]++;
    return score_of(m);
}

/* EQ3 and EQ6 go down together: 00 to the better of 01 and 10, 01 to 11, 10 to 11, 11 to 21. */
static int score_below_eq3_eq6(struct macro m)
{
    if (m.eq[2] == 0 && m.eq[5] == 0) {
        int left = score_below(m, 5), right = score_below(m, 2);
        return left > right ? left : right;
    }
    if (m.eq[2] == 1 && m.eq[5] == 0)
        return score_below(m, 5);
    if (m.eq[2] == 2)
        return -1;
    return score_below(m, 2);
}

/* A highest severity vector: the levels of `count` metrics from `first` on. */
struct highest {
    int level[6];
};

/* How far the vector is below the first of the highest ones that is nowhere below it. */
static int distance(const int *levels, size_t count, const struct highest *highest, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int sum = 0;
        bool below = true;
        for (size_t k = 0; k < count; k++) {
            sum += levels[k] - highest[i].level[k];
            below = below && levels[k] >= highest[i].level[k];
        }
        if (below)
            return sum;
    }
    return 0;
}

static int distance_eq1(const int l[COUNT], int eq)
{
    static const struct highest high[3][3] = {
        { { { 0, 0, 0 } } },
        { { { 1, 0, 0 } }, { { 0, 1, 0 } }, { { 0, 0, 1 } } },
        { { { 3, 0, 0 } }, { { 1, 1, 1 } } },
    };
    static const size_t n[3] = { 1, 3, 2 };
    return distance(l + AV, 3, high[eq], n[eq]);
}

static int distance_eq2(const int l[COUNT], int eq)
{
    static const struct highest high[2][2] = { { { { 0, 0 } } }, { { { 1, 0 } }, { { 0, 1 } } } };
    return distance(l + AC, 2, high[eq], eq == 0 ? 1 : 2);
}

/* VC VI VA CR IR AR */
static int distance_eq3_eq6(const int l[COUNT], int eq3, int eq6)
{
    static const struct highest high[3][2][5] = {
        { { { { 0, 0, 0, 0, 0, 0 } } }, { { { 0, 0, 1, 1, 1, 0 } }, { { 0, 0, 0, 1, 1, 1 } } } },
        { { { { 1, 0, 0, 0, 0, 0 } }, { { 0, 1, 0, 0, 0, 0 } } },
          { { { 1, 0, 1, 0, 1, 0 } },
            { { 1, 0, 0, 0, 1, 1 } },
            { { 0, 1, 0, 1, 0, 1 } },
            { { 0, 1, 1, 1, 0, 0 } },
            { { 1, 1, 0, 0, 0, 1 } } } },
        { { { { 0 } } }, { { { 1, 1, 1, 0, 0, 0 } } } },
    };
    static const size_t n[3][2] = { { 1, 2 }, { 2, 5 }, { 0, 1 } };
    const int six[6] = { l[VC], l[VI], l[VA], l[CR], l[IR], l[AR] };
    return distance(six, 6, high[eq3][eq6], n[eq3][eq6]);
}

static int distance_eq4(const int l[COUNT], int eq)
{
    static const struct highest high[3] = { { { 1, 0, 0 } }, { { 1, 1, 1 } }, { { 2, 2, 2 } } };
    return distance(l + SC, 3, &high[eq], 1);
}

int lw_cvss4_score(const struct lw_cvss_vector *v)
{
    static const int depth_eq1[3] = { 1, 4, 5 }, depth_eq2[2] = { 1, 2 },
                     depth_eq4[3] = { 6, 5, 4 };
    static const int depth_eq3_eq6[3][2] = { { 7, 6 }, { 8, 8 }, { 1, 10 } };
    enum { UNIT = 840 }; /* every depth divides it */
    int l[COUNT];
    for (int i = 0; i < COUNT; i++)
        l[i] = level(v, i);
    if (l[VC] == 2 && l[VI] == 2 && l[VA] == 2 && l[SC] == 3 && l[SI] == 3 && l[SA] == 3)
        return 0; /* no impact anywhere */

    struct macro m = macro_of(l);
    const struct {
        int below, distance, depth;
    } parts[5] = {
        { score_below(m, 0), distance_eq1(l, m.eq[0]), depth_eq1[m.eq[0]] },
        { score_below(m, 1), distance_eq2(l, m.eq[1]), depth_eq2[m.eq[1]] },
        { score_below_eq3_eq6(m), distance_eq3_eq6(l, m.eq[2], m.eq[5]),
          depth_eq3_eq6[m.eq[2]][m.eq[5]] },
        { score_below(m, 3), distance_eq4(l, m.eq[3]), depth_eq4[m.eq[3]] },
        { score_below(m, 4), 0, 1 },
    };
    int score = score_of(m), lower = 0, sum = 0;
    for (size_t i = 0; i < LW_COUNT(parts); i++) {
        if (parts[i].below < 0)
            continue;
        lower++;
        sum += (score - parts[i].below) * parts[i].distance * (UNIT / parts[i].depth);
    }
    if (lower == 0)
        return score;
    int whole = UNIT * lower, tenths = (2 * (score * whole - sum) + whole) / (2 * whole);
    return tenths < 0 ? 0 : tenths > 100 ? 100 : tenths;
}
