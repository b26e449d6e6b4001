/* SPDX-License-Identifier: Apache-2.0
 *
 * name_imitations.c - says of each name on standard input which popular one it could be taken for.
 *
 * Usage: name_imitations npm|pypi <NAMES. Prints "name target how" for those that could. With it
 * tools/popular-list finds the honest neighbours, and a person what the rules say of a list.
 */
#include <stdio.h>
#include <string.h>

#include "analyze/popular.h"

int main(int argc, char **argv)
{
    char line[1024];
    enum lw_ecosystem ecosystem;
    if (argc != 2 || !lw_ecosystem_from_purl_type(&ecosystem, lw_view_c(argv[1])))
        return 2;
    while (fgets(line, sizeof line, stdin)) {
        struct lw_view name = lw_view_trim(lw_view_c(line));
        struct lw_imitation found;
        if (lw_popular_imitated(&found, ecosystem, name))
            printf("%.*s %.*s %s\n", LW_FMT(name), LW_FMT(found.target), found.how);
    }
    return 0;
}
