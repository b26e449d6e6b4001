/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/coverage.c - names of ecosystems in a row, and the sentences about them.
 */
#include "cli/coverage.h"

#include <stdio.h>

#include "base/buf.h"
#include "cli/verb.h"
#include "vuln/update.h"

static void add_name(struct lw_buf *buf, const char *name)
{
    lw_buf_printf(buf, "%s%s", buf->len ? ", " : "", name);
}

void lw_cli_say_not_checked(const size_t counts[LW_ECO_COUNT])
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf names = LW_BUF_INIT;
    size_t all = 0;
    for (unsigned e = 0; e < LW_ECO_COUNT; e++) {
        if (counts[e])
            add_name(&names, lw_ecosystem_person((enum lw_ecosystem)e));
        all += counts[e];
    }
    if (all)
        fprintf(stderr,
                "layerward: the index holds no advisories for %.*s: %zu package%s not looked up; "
                "`layerward db update` fetches them\n",
                LW_FMT(lw_buf_view(&names)), all, all == 1 ? " was" : "s were");
}

void lw_cli_say_no_index(const struct lw_args *args)
{
    if (!lw_args_flag(args, "quiet"))
        fputs("layerward: no advisories yet, so vulnerabilities are not looked for: `layerward db "
              "update` fetches them\n",
              stderr);
}

void lw_cli_say_old(const struct lw_vuln_index *index, int64_t now_utc_s)
{
    fprintf(stderr, "layerward: the advisory index is %llu days old: run `layerward db update`\n",
            (unsigned long long)lw_vuln_index_age_days(index, now_utc_s));
}

void lw_cli_say_gone(const struct lw_vuln_import_result *result)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf names = LW_BUF_INIT;
    for (unsigned e = 0; e < LW_ECO_COUNT; e++)
        if (result->gone[e])
            add_name(&names, lw_ecosystem_osv((enum lw_ecosystem)e));
    if (result->gone_kev)
        add_name(&names, "KEV");
    if (result->gone_epss)
        add_name(&names, "EPSS");
    if (names.len)
        fprintf(stderr,
                "layerward: the index that was replaced also held %.*s, and this one does not: "
                "`layerward db update` fetches all, `layerward db import --add` keeps what is "
                "there\n",
                LW_FMT(lw_buf_view(&names)));
}

enum { NAME_BYTES = 31 }; /* longer ones are near to nothing */

static void lower(char out[NAME_BYTES + 1], struct lw_view name)
{
    size_t len = name.len < NAME_BYTES ? name.len : NAME_BYTES;
    for (size_t i = 0; i < len; i++)
        out[i] = (char)lw_lower(name.ptr[i]);
    out[len] = '\0';
}

/* By OSV's name, that of purls, or what people say; at most half of it mistyped. */
static const char *nearest_ecosystem(struct lw_view name)
{
    char typed[NAME_BYTES + 1], listed[NAME_BYTES + 1];
    const char *nearest = NULL;
    unsigned best = name.len > 7 ? 4 : (unsigned)name.len / 2 + 1;
    lower(typed, name);
    for (unsigned e = 0; e < LW_ECO_COUNT; e++) {
        enum lw_ecosystem one = (enum lw_ecosystem)e;
        const char *names[] = { lw_ecosystem_osv(one), lw_ecosystem_purl_type(one),
                                lw_ecosystem_person(one) };
        for (size_t i = 0; names[0][0] && i < LW_COUNT(names); i++) {
            lower(listed, lw_view_c(names[i]));
            unsigned d = lw_cli_distance(typed, listed);
            if (d < best) {
                best = d;
                nearest = names[0];
            }
        }
    }
    return nearest;
}

lw_status lw_cli_check_ecosystem(struct lw_view name, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf all = LW_BUF_INIT;
    enum lw_ecosystem found;
    if (lw_ecosystem_from_osv(&found, name) && /* in any case; addresses are not */
        lw_view_starts(name, lw_view_c(lw_ecosystem_osv(found))))
        return LW_OK;
    for (size_t i = 0; lw_vuln_update_ecosystems[i]; i++)
        add_name(&all, lw_vuln_update_ecosystems[i]);
    const char *near = nearest_ecosystem(name);
    LW_FAIL(err, LW_E_USAGE, 0,
            "\"%.*s\" is not an ecosystem that is read; %s%s%sit is one of %.*s", LW_FMT(name),
            near ? "did you mean " : "", near ? near : "", near ? "? " : "",
            LW_FMT(lw_buf_view(&all)));
}
