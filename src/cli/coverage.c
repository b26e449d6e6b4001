/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/coverage.c - names of ecosystems in a row, and the sentences about them.
 */
#include "cli/coverage.h"

#include <stdio.h>

#include "base/buf.h"

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
