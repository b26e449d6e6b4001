/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/stream.c - one entry in pieces, for those that may stop early.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <libdeflate.h>

#include "archive/scratch.h"
#include "base/file.h"

enum { WINDOW_BYTES = 1 << 16, FIRST_WINDOW_BYTES = 1 << 12 };

struct flow {
    lw_piece_fn *piece;
    void *ctx;
    uint64_t offset, limit; /* `limit`: the stated size */
    size_t room;            /* for what is unpacked at once: no more is wanted */
    uint32_t crc;
    bool stopped, too_long;
};

static void give(struct flow *flow, struct lw_view piece)
{
    uint64_t left = flow->limit - flow->offset;
    flow->too_long |= piece.len > left;
    piece = lw_view_sub(piece, 0, left < piece.len ? (size_t)left : piece.len);
    if (piece.len == 0)
        return;
    flow->crc = libdeflate_crc32(flow->crc, piece.ptr, piece.len);
    flow->stopped = !flow->piece(flow->ctx, piece, flow->offset);
    flow->offset += piece.len;
}

/* Inflates what `in` holds; `*ended` where the deflate data end. */
static lw_status inflate_window(struct flow *flow, bool *ended, struct lw_view in,
                                struct lw_scratch *scratch, struct lw_err *err)
{
    uint8_t *out = lw_room_take(&scratch->plain, flow->room);
    enum lw_inflate_step step = LW_STEP_MORE_OUT;
    while (!flow->stopped && !flow->too_long && !*ended && (in.len || step == LW_STEP_MORE_OUT)) {
        size_t written = 0;
        step = lw_inflate_piece(scratch->inflater, &in, out, flow->room, &written);
        give(flow, lw_view(out, written));
        LW_ENSURE(step != LW_STEP_BROKEN || flow->stopped, err, LW_E_FORMAT, flow->offset,
                  "the compressed data break after %llu bytes", (unsigned long long)flow->offset);
        *ended = step == LW_STEP_END;
    }
    return LW_OK;
}

static lw_status stream_zip(struct flow *flow, const struct lw_archive *archive,
                            const struct lw_entry *entry, struct lw_scratch *scratch,
                            struct lw_err *err)
{
    struct lw_zip_local local;
    LW_TRY(lw_zip_get_local(&local, NULL, archive, entry, &scratch->packed, err));
    uint64_t at = local.data_offset, left = entry->packed_bytes;
    size_t window = FIRST_WINDOW_BYTES;
    bool ended = false;
    if (entry->method != 0)
        lw_inflate_begin(scratch->inflater);
    while (left && !flow->stopped && !flow->too_long && !ended) {
        size_t len = left < window ? (size_t)left : window;
        struct lw_view in;
        LW_TRY(lw_source_get(&in, &archive->source, at, len, &scratch->packed, err));
        if (entry->method != 0)
            LW_TRY(inflate_window(flow, &ended, in, scratch, err));
        else
            give(flow, in);
        at += len;
        left -= len;
        window = WINDOW_BYTES;
    }
    if (flow->stopped)
        return LW_OK;
    LW_ENSURE(entry->method == 0 || ended || flow->too_long, err, LW_E_FORMAT, flow->offset,
              "the compressed data break after %llu bytes", (unsigned long long)flow->offset);
    LW_ENSURE(!flow->too_long && flow->offset == entry->bytes, err, LW_E_FORMAT, flow->offset,
              "%llu bytes stated, %s%llu unpacked", (unsigned long long)entry->bytes,
              flow->too_long ? "more than " : "", (unsigned long long)flow->offset);
    LW_ENSURE(flow->crc == entry->crc32, err, LW_E_CRC, entry->header_offset,
              "CRC-32 stated %08x, is %08x", entry->crc32, flow->crc);
    return LW_OK;
}

static lw_status stream_folder(struct flow *flow, const struct lw_archive *archive,
                               const struct lw_entry *entry, struct lw_scratch *scratch,
                               struct lw_err *err)
{
    if (entry->type == LW_ENTRY_SYMLINK) {
        give(flow, entry->target);
        return LW_OK;
    }
    LW_CLEANUP(lw_close_p) int fd = -1;
    LW_TRY(lw_folder_open(&fd, archive->root_fd, entry->path, err));
    uint8_t *into = lw_room_take(&scratch->plain, WINDOW_BYTES);
    while (!flow->stopped && !flow->too_long) {
        ssize_t n = read(fd, into, WINDOW_BYTES);
        if (n < 0 && errno == EINTR)
            continue;
        LW_ENSURE(n >= 0, err, LW_E_IO, flow->offset, "cannot read: %s", strerror(errno));
        if (n == 0)
            break;
        give(flow, lw_view(into, (size_t)n));
    }
    LW_ENSURE(flow->stopped || (flow->offset == entry->bytes && !flow->too_long), err, LW_E_IO,
              flow->offset, "changed its size while being read");
    return LW_OK;
}

static lw_status run(struct flow *flow, const struct lw_archive *archive,
                     const struct lw_entry *entry, struct lw_scratch *scratch, struct lw_err *err)
{
    lw_room_trim(&scratch->packed);
    lw_room_trim(&scratch->plain);
    flow->limit = entry->bytes;
    lw_status status = lw_entry_check(archive, entry, err);
    if (lw_ok(status))
        status = archive->is_zip ? stream_zip(flow, archive, entry, scratch, err)
                                 : stream_folder(flow, archive, entry, scratch, err);
    return lw_entry_named(archive, entry, status, err);
}

lw_status lw_archive_stream(const struct lw_archive *archive, const struct lw_entry *entry,
                            lw_piece_fn *piece, void *ctx, struct lw_scratch *scratch,
                            struct lw_err *err)
{
    struct flow flow = { .piece = piece, .ctx = ctx, .room = WINDOW_BYTES };
    return run(&flow, archive, entry, scratch, err);
}

struct peek {
    uint8_t *into;
    size_t want, have;
};

static bool peek_piece(void *ctx, struct lw_view piece, uint64_t offset)
{
    (void)offset;
    struct peek *peek = ctx;
    piece = lw_view_sub(piece, 0, peek->want - peek->have);
    memcpy(peek->into + peek->have, piece.ptr, piece.len);
    peek->have += piece.len;
    return peek->have < peek->want;
}

lw_status lw_archive_peek(struct lw_view *out, const struct lw_archive *archive,
                          const struct lw_entry *entry, size_t want, struct lw_scratch *scratch,
                          struct lw_err *err)
{
    *out = LW_VIEW_NONE;
    want = want < entry->bytes ? want : (size_t)entry->bytes;
    lw_room_trim(&scratch->head);
    if (want == 0)
        return lw_entry_named(archive, entry, lw_entry_check(archive, entry, err), err);
    struct peek peek = { lw_room_take(&scratch->head, want), want, 0 };
    struct flow flow = { .piece = peek_piece,
                         .ctx = &peek,
                         .room = want < WINDOW_BYTES ? want : WINDOW_BYTES };
    LW_TRY(run(&flow, archive, entry, scratch, err));
    *out = lw_view(peek.into, peek.have);
    return LW_OK;
}
