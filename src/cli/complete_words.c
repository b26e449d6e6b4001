/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/complete_words.c - words that stand for values, and verbs as groups.
 */
#include "cli/complete.h"

#include "cli/listing.h"
#include "facts/runtimes.h"
#include "vuln/ordering.h"
#include "vuln/update.h"

bool lw_complete_has_words(const char *values)
{
    static const char *const paths[] = { "@file", "@dir", "@output", "@changed" };
    return values && !LW_VIEW_IN(lw_view_c(values), paths);
}

bool lw_complete_words(FILE *out, const char *values)
{
    if (!lw_complete_has_words(values))
        return false;
    if (strcmp(values, "@runtime") == 0)
        for (size_t i = 0; i < lw_runtime_count; i++)
            fprintf(out, "%s ", lw_runtimes[i].name);
    else if (strcmp(values, "@gate") == 0)
        fputs("critical high medium low unknown none kev ", out);
    else if (strcmp(values, "@list") == 0)
        for (size_t i = 0; i < lw_listing_count; i++)
            fprintf(out, "%s ", lw_listings[i].name);
    else if (strcmp(values, "@ordering") == 0)
        for (size_t i = 0; i < lw_ordering_count; i++)
            fprintf(out, "%s ", lw_ordering_all[i]->name);
    else if (strcmp(values, "@ecosystem") == 0)
        for (size_t i = 0; lw_vuln_update_ecosystems[i]; i++)
            fprintf(out, "%s ", lw_vuln_update_ecosystems[i]);
    else
        fputs(values, out);
    return true;
}

struct lw_view lw_verb_first_word(const struct lw_verb *verb)
{
    struct lw_view name = lw_view_c(verb->name);
    size_t space = lw_view_find_byte(name, ' ');
    return space == LW_NOT_FOUND ? name : lw_view_sub(name, 0, space);
}

bool lw_verb_in_group(const struct lw_verb *verb)
{
    return strchr(verb->name, ' ') != NULL;
}

bool lw_verb_begins_word(size_t i)
{
    if (lw_verb_all[i]->hidden)
        return false;
    for (size_t k = 0; k < i; k++)
        if (!lw_verb_all[k]->hidden &&
            lw_view_eq(lw_verb_first_word(lw_verb_all[k]), lw_verb_first_word(lw_verb_all[i])))
            return false;
    return true;
}

const char *lw_verb_group_summary(struct lw_view word)
{
    static const char *const groups[][2] = {
        { "attest", "sign and verify where a layer comes from, and trace what is in it" },
        { "db", "the index of known vulnerabilities" },
        { "lock", "keep which layer versions were adopted, and check that they are those" },
    };
    for (size_t i = 0; i < LW_COUNT(groups); i++)
        if (lw_view_is(word, groups[i][0]))
            return groups[i][1];
    return "see its own verbs";
}

const char *lw_verb_word_summary(const struct lw_verb *verb)
{
    return lw_verb_in_group(verb) ? lw_verb_group_summary(lw_verb_first_word(verb)) : verb->summary;
}
