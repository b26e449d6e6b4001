/* SPDX-License-Identifier: Apache-2.0
 *
 * mode.c - permissions that are wider than a layer needs, or too narrow for Lambda to read.
 *
 * Lambda runs a function as a user who owns nothing in /opt: what others may not read is not
 * there for it. One fact a file up to a bound; the rest is counted.
 */
#include "analyze/analyzer.h"

enum { FACTS_MAX = 50 };

struct tally {
    const char *kind;
    size_t count;
};

static void note(struct lw_facts *out, struct tally *tally, const struct lw_entry *entry,
                 const char *detail)
{
    if (tally->count++ >= FACTS_MAX)
        return;
    struct lw_fact *f = lw_facts_add(out, LW_F_MODE, entry->path);
    lw_fact_set_c(out, f, LW_K_KIND, tally->kind);
    lw_fact_printf(out, f, LW_K_MODE, "%04o", (unsigned)entry->mode & 07777U);
    lw_fact_set_c(out, f, LW_K_DETAIL, detail);
}

static void look(struct lw_facts *out, struct tally tallies[4], const struct lw_entry *entry)
{
    if (entry->shadowed || entry->type == LW_ENTRY_SYMLINK)
        return;
    bool folder = entry->type == LW_ENTRY_FOLDER;
    if (!folder && (entry->mode & 04000))
        note(out, &tallies[0], entry, "runs as its owner, whoever starts it");
    if (!folder && (entry->mode & 02000))
        note(out, &tallies[1], entry, "runs with its group's rights, whoever starts it");
    /* A sticky folder, as /tmp is one, may be written to by all on purpose. */
    if ((entry->mode & 0002) && !(folder && (entry->mode & 01000)))
        note(out, &tallies[2], entry, "anyone may change it");
    if (folder ? (entry->mode & 0005) != 0005 : !(entry->mode & 0004))
        note(out, &tallies[3], entry,
             folder ? "Lambda's user cannot enter it" : "Lambda's user cannot read it");
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    (void)seen;
    (void)scratch;
    (void)err;
    struct tally tallies[4] = {
        { "setuid", 0 }, { "setgid", 0 }, { "world-writable", 0 }, { "unreadable", 0 }
    };
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++)
        look(out, tallies, &entries[i]);
    for (size_t i = 0; i < LW_COUNT(tallies); i++) {
        if (tallies[i].count <= FACTS_MAX)
            continue;
        struct lw_fact *f = lw_facts_add(out, LW_F_MODE, LW_VIEW(""));
        lw_fact_set_c(out, f, LW_K_KIND, tallies[i].kind);
        lw_fact_printf(out, f, LW_K_COUNT, "%zu", tallies[i].count - FACTS_MAX);
        lw_fact_set_c(out, f, LW_K_DETAIL, "more of the same");
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_mode = {
    .name = "mode",
    .what = "set-id, world-writable and unreadable files",
    .tree = tree,
};
