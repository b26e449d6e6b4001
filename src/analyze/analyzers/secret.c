/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/secret.c - credentials by their form: what cloud, registry and service issue.
 *
 * The value itself is never part of what is said: its first characters, its length and the
 * beginning of its SHA-256 tell its owner which one it is, and nobody else what it opens.
 */
#include "analyze/secret.h"

#include <stdio.h>
#include <stdlib.h>

#include "analyze/lines.h"
#include "base/text.h"

enum { FOUND_MAX = 256, SHOWN_CHARS = 4, SHOWN_OF = 4, HASH_CHARS = 16 };

struct found {
    struct lw_secret items[FOUND_MAX];
    size_t count;
    bool more;
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 16 ? LW_WANT_YES : LW_WANT_NO;
}

static bool overlap(const struct lw_secret *a, const struct lw_secret *b)
{
    return a->at < b->at + b->value.len && b->at < a->at + a->value.len;
}

/* A vendor's form tells more than a name, a token more than what it is assigned to. */
static int worth(const struct lw_secret *secret)
{
    const struct lw_secret_kind *kind = secret->kind;
    return kind->class == LW_SECRET_NAMELESS ? 0 : kind->assigned ? 1 : kind->context ? 3 : 2;
}

static void add(struct found *found, const struct lw_secret *secret)
{
    for (size_t i = 0; i < found->count; i++) {
        if (!overlap(&found->items[i], secret))
            continue;
        if (worth(secret) > worth(&found->items[i]))
            found->items[i] = *secret;
        return;
    }
    if (found->count < FOUND_MAX)
        found->items[found->count++] = *secret;
    else
        found->more = true;
}

static int by_place(const void *a, const void *b)
{
    const struct lw_secret *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

static const char *class_name(enum lw_secret_class class)
{
    return class == LW_SECRET_LIVE ? "live" : class == LW_SECRET_TRIAL ? "trial" : "nameless";
}

static void say(struct lw_facts *out, const struct lw_file *file, const struct lw_secret *secret,
                struct lw_lines *lines)
{
    char hex[LW_HEX_BYTES];
    struct lw_digest digest = lw_sha256(secret->value);
    lw_digest_hex(hex, &digest);
    hex[HASH_CHARS] = 0;
    size_t shown = secret->value.len / SHOWN_OF < SHOWN_CHARS ? secret->value.len / SHOWN_OF
                                                              : SHOWN_CHARS;
    struct lw_fact *fact = lw_facts_add(out, LW_F_SECRET, file->location);
    fact->offset = secret->at;
    fact->line = lw_line_of(lines, secret->at);
    lw_fact_set_c(out, fact, LW_K_KIND, secret->kind->id);
    lw_fact_set_c(out, fact, LW_K_NAME, secret->kind->title);
    lw_fact_set_c(out, fact, LW_K_CLASS, class_name(secret->kind->class));
    lw_fact_set(
        out, fact, LW_K_VALUE,
        lw_text_safe(out->arena, lw_arena_printf(out->arena, "%.*s… (%zu characters)",
                                                 LW_FMT(lw_view_sub(secret->value, 0, shown)),
                                                 secret->value.len)));
    lw_fact_set_c(out, fact, LW_K_SHA256, hex);
    lw_fact_set(out, fact, LW_K_DETAIL, lw_text_safe(out->arena, lw_view_c(secret->note)));
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    struct found *found = NULL;
    const char *full = NULL;
    for (size_t i = 0; i < hits->count; i++) {
        const struct lw_secret_kind *kind = lw_secret_kind(hits->items[i].pattern);
        struct lw_secret secret;
        if (!kind)
            continue;
        if (hits->seen[hits->items[i].pattern] == LW_SECRET_HITS_MAX)
            full = kind->title;
        if (!lw_secret_look(&secret, kind, file->bytes, hits->items[i].end))
            continue;
        if (!found)
            found = lw_xcalloc(1, sizeof *found);
        add(found, &secret);
    }
    struct lw_lines lines = lw_lines(file->bytes);
    if (found && found->count)
        qsort(found->items, found->count, sizeof *found->items, by_place);
    for (size_t i = 0; found && i < found->count; i++)
        say(out, file, &found->items[i], &lines);
    if ((found && found->more) || full) /* one may stand behind those looked at */
        lw_facts_incomplete(out, file->location, lw_code_name(LW_E_LIMIT),
                            lw_arena_printf(out->arena,
                                            "more places for a secret%s%s than are "
                                            "looked at",
                                            full ? " such as: " : "", full ? full : ""));
    free(found);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_secret = {
    .name = "secret",
    .what = "credentials of clouds, registries and services, by form, checksum and entropy",
    .wants = wants,
    .file = file,
};
