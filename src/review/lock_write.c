/* SPDX-License-Identifier: Apache-2.0
 *
 * review/lock_write.c - writes layerward.lock: sorted, a value a line.
 */
#include <stdlib.h>

#include "base/jsonw.h"
#include "review/lock.h"

/* A JSON string is a YAML one in double quotes. */
static void text(struct lw_buf *out, const char *key, struct lw_view value)
{
    if (value.len == 0)
        return;
    lw_buf_printf(out, "    %s: ", key);
    lw_json_add_quoted(out, value);
    lw_buf_add_byte(out, '\n');
}

static void line(struct lw_buf *out, const char *head, struct lw_view value)
{
    lw_buf_add_c(out, head);
    lw_json_add_quoted(out, value);
    lw_buf_add_byte(out, '\n');
}

static void texts(struct lw_buf *out, const char *key, const struct lw_config_texts *list)
{
    if (list->count == 0)
        return;
    lw_buf_printf(out, "    %s:\n", key);
    for (size_t i = 0; i < list->count; i++)
        line(out, "      - ", list->items[i]);
}

static void digest(struct lw_buf *out, const char *key, bool have, const struct lw_digest *value)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, value);
    if (have)
        lw_buf_printf(out, "    %s: \"%s\"\n", key, hex);
}

static void attestations(struct lw_buf *out, const struct lw_lock_entry *e)
{
    char hex[LW_HEX_BYTES];
    if (e->attested.count == 0) {
        texts(out, "attestations", &e->notes);
        return;
    }
    lw_buf_add_c(out, "    attestations:\n");
    for (size_t i = 0; i < e->notes.count; i++)
        line(out, "      - ", e->notes.items[i]);
    for (size_t i = 0; i < e->attested.count; i++) {
        const struct lw_lock_attestation *a = &e->attested.items[i];
        lw_digest_hex(hex, &a->envelope);
        line(out, "      - sha256: ", lw_view_c(hex));
        if (a->predicate.len)
            line(out, "        predicate: ", a->predicate);
        lw_buf_add_c(out, "        signers:\n");
        for (size_t k = 0; k < a->signers.count; k++)
            line(out, "          - ", a->signers.items[k]);
        if (a->repository.len)
            line(out, "        repository: ", a->repository);
        if (a->commit.len)
            line(out, "        commit: ", a->commit);
    }
}

static int by_name(const void *a, const void *b)
{
    const struct lw_lock_entry *x = a, *y = b;
    return lw_view_cmp(x->name, y->name);
}

void lw_lock_write(struct lw_buf *out, struct lw_lock *lock)
{
    if (lock->count)
        qsort(lock->items, lock->count, sizeof *lock->items, by_name);
    lw_buf_printf(out,
                  "# What was adopted, by `layerward lock`. Check it with `layerward lock check`.\n"
                  "version: %d\nlayers:\n",
                  LW_LOCK_VERSION);
    for (size_t i = 0; i < lock->count; i++) {
        const struct lw_lock_entry *e = &lock->items[i];
        lw_buf_add_c(out, "  ");
        lw_json_add_quoted(out, e->name);
        lw_buf_add_c(out, ":\n");
        digest(out, "zip-sha256", e->have_zip, &e->zip);
        digest(out, "content-digest", e->have_content, &e->content);
        lw_buf_printf(out, "    bytes: %llu\n", (unsigned long long)e->bytes);
        text(out, "path", e->path);
        text(out, "publisher", e->publisher);
        text(out, "adopted-by", e->adopted_by);
        text(out, "adopted-at", e->adopted_at);
        text(out, "reason", e->reason);
        text(out, "verdict", e->verdict);
        texts(out, "capabilities", &e->capabilities);
        texts(out, "endpoints", &e->endpoints);
        texts(out, "extensions", &e->extensions);
        attestations(out, e);
    }
}
