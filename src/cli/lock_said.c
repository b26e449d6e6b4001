/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_said.c - an entry of the lock in some lines.
 */
#include "cli/lock_said.h"

#include "base/text.h"

static void field(struct lw_buf *out, const char *name, struct lw_view value,
                  struct lw_arena *arena)
{
    if (value.len)
        lw_buf_printf(out, "         %-15s %.*s\n", name, LW_FMT(lw_text_safe(arena, value)));
}

static void digest(struct lw_buf *out, const char *name, bool have, const struct lw_digest *value)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, value);
    if (have)
        lw_buf_printf(out, "         %-15s %.16s\n", name, hex);
}

static void head(struct lw_buf *out, const char *what, const struct lw_lock_entry *e,
                 struct lw_arena *arena)
{
    lw_buf_printf(out, "%-8s %.*s\n", what, LW_FMT(lw_text_safe(arena, e->name)));
}

static const char *many(size_t count, const char *one, const char *more)
{
    return count == 1 ? one : more;
}

void lw_lock_say_pinned(struct lw_buf *out, const struct lw_lock_entry *e, const char *input,
                        bool update, struct lw_arena *arena)
{
    size_t can = e->capabilities.count, servers = e->endpoints.count, starts = e->extensions.count;
    head(out, update ? "updated" : "pinned", e, arena);
    field(out, "from", lw_view_c(input), arena);
    digest(out, "content digest", e->have_content, &e->content);
    digest(out, "zip SHA-256", e->have_zip, &e->zip);
    field(out, "can do",
          lw_arena_printf(arena, "%zu %s, %zu %s, %zu %s", can,
                          many(can, "capability", "capabilities"), servers,
                          many(servers, "server", "servers"), starts,
                          many(starts, "extension", "extensions")),
          arena);
    if (e->attested.count)
        field(out, "attested",
              lw_arena_printf(arena, "%zu %s verified", e->attested.count,
                              many(e->attested.count, "attestation", "attestations")),
              arena);
    field(out, "verdict",
          e->verdict.len ? e->verdict
          : update ? LW_VIEW("none: the lock has these files already, and none was made on them")
                   : LW_VIEW("none: a first version is compared with no other"),
          arena);
}

void lw_lock_say_removed(struct lw_buf *out, const struct lw_lock_entry *e, struct lw_arena *arena)
{
    head(out, "removed", e, arena);
    field(out, "path", e->path, arena);
    digest(out, "content digest", e->have_content, &e->content);
    if (e->adopted_by.len)
        field(
            out, "adopted",
            lw_arena_printf(arena, "%.*s by %.*s: %.*s", LW_FMT(lw_view_sub(e->adopted_at, 0, 10)),
                            LW_FMT(e->adopted_by), LW_FMT(e->reason)),
            arena);
}
