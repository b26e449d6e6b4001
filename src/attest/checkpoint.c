/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/checkpoint.c - signed notes and Merkle proofs.
 */
#include "attest/checkpoint.h"

#include "base/base64.h"
#include "base/reader.h"

enum { MAX_NOTE_BYTES = 64 << 10, MAX_NOTE_SIGNATURES = 32, HINT_BYTES = 4 };

/* U+2014, a blank: how a line of signature begins. */
#define DASH LW_VIEW("\xe2\x80\x94 ")

static lw_status read_root(struct lw_digest *out, struct lw_view line, struct lw_arena *arena,
                           struct lw_err *err)
{
    struct lw_view bytes;
    LW_TRY(lw_base64_decode(&bytes, line, arena, err));
    LW_ENSURE(bytes.len == sizeof out->bytes, err, LW_E_FORMAT, 0,
              "the root hash has %zu bytes in place of 32", bytes.len);
    memcpy(out->bytes, bytes.ptr, sizeof out->bytes);
    return LW_OK;
}

static lw_status read_head(struct lw_checkpoint *out, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view rest = out->text, origin = LW_VIEW_NONE, size = LW_VIEW_NONE,
                   root = LW_VIEW_NONE;
    bool whole = lw_view_line(&origin, &rest) && lw_view_line(&size, &rest) &&
                 lw_view_line(&root, &rest);
    LW_ENSURE(whole && origin.len, err, LW_E_FORMAT, 0,
              "the checkpoint must have a name, a size and a root hash in its first three lines");
    bool canonical = size.len == 1 || (size.len && size.ptr[0] != '0');
    LW_ENSURE(canonical && lw_view_u64(&out->size, size, INT64_MAX), err, LW_E_FORMAT, 0,
              "line 2 of the checkpoint is no size of a tree");
    out->origin = lw_arena_copy(arena, origin);
    lw_status status = read_root(&out->root, root, arena, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "line 3 of the checkpoint");
    return status;
}

static lw_status read_signature(struct lw_note_signature *out, struct lw_view line, size_t number,
                                struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view rest = lw_view_from(line, DASH.len), bytes;
    size_t gap = lw_view_rfind_byte(rest, ' ');
    LW_ENSURE(lw_view_starts(line, DASH) && gap != LW_NOT_FOUND && gap > 0, err, LW_E_FORMAT, 0,
              "signature %zu of the checkpoint is not \"\xe2\x80\x94 NAME BASE64\"", number);
    out->name = lw_arena_copy(arena, lw_view_sub(rest, 0, gap));
    lw_status status = lw_base64_decode(&bytes, lw_view_from(rest, gap + 1), arena, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "signature %zu of the checkpoint", number);
    LW_TRY(status);
    struct lw_reader r = lw_reader(bytes);
    struct lw_view hint = lw_take(&r, HINT_BYTES);
    LW_ENSURE(!r.bad && lw_left(&r), err, LW_E_FORMAT, 0,
              "signature %zu of the checkpoint is cut short", number);
    memcpy(out->key_hint, hint.ptr, HINT_BYTES);
    out->bytes = lw_take(&r, lw_left(&r));
    return LW_OK;
}

lw_status lw_checkpoint_parse(struct lw_checkpoint *out, struct lw_view text,
                              struct lw_arena *arena, struct lw_err *err)
{
    struct lw_checkpoint c = { .size = 0 };
    LW_ENSURE(text.len <= MAX_NOTE_BYTES, err, LW_E_LIMIT, 0,
              "the checkpoint has %zu bytes; at most %d are read", text.len, MAX_NOTE_BYTES);
    size_t gap = lw_view_find(text, LW_VIEW("\n\n"));
    LW_ENSURE(gap != LW_NOT_FOUND, err, LW_E_FORMAT, 0,
              "the checkpoint has no empty line in front of its signatures");
    c.text = lw_view_sub(text, 0, gap + 1);
    LW_TRY(read_head(&c, arena, err));
    struct lw_view rest = lw_view_from(text, gap + 2), line;
    LW_ENSURE(lw_view_ends(text, LW_VIEW("\n")), err, LW_E_FORMAT, text.len,
              "the checkpoint is cut short");
    while (lw_view_line(&line, &rest)) {
        struct lw_note_signature signature;
        LW_ENSURE(c.count < MAX_NOTE_SIGNATURES, err, LW_E_LIMIT, 0,
                  "the checkpoint has more than %d signatures", MAX_NOTE_SIGNATURES);
        LW_TRY(read_signature(&signature, line, c.count + 1, arena, err));
        *LW_PUSH(arena, &c) = signature;
    }
    LW_ENSURE(c.count, err, LW_E_FORMAT, 0, "the checkpoint has no signature");
    *out = c;
    return LW_OK;
}

bool lw_checkpoint_signed(const struct lw_checkpoint *checkpoint, const struct lw_key *key)
{
    for (size_t i = 0; i < checkpoint->count; i++)
        if (lw_key_verify_sha256(key, checkpoint->text, checkpoint->items[i].bytes))
            return true;
    return false;
}

struct lw_digest lw_merkle_leaf(struct lw_view bytes)
{
    LW_CLEANUP(lw_sha256_free_p) struct lw_sha256 *hash = lw_sha256_new();
    lw_sha256_add(hash, LW_VIEW("\0"));
    lw_sha256_add(hash, bytes);
    return lw_sha256_end(hash);
}

static struct lw_digest node(const struct lw_digest *left, const struct lw_digest *right)
{
    uint8_t text[1 + 2 * sizeof left->bytes] = { 1 };
    memcpy(text + 1, left->bytes, sizeof left->bytes);
    memcpy(text + 1 + sizeof left->bytes, right->bytes, sizeof right->bytes);
    return lw_sha256(lw_view(text, sizeof text));
}

bool lw_merkle_includes(const struct lw_digest *root, uint64_t size, uint64_t index,
                        const struct lw_digest *leaf, const struct lw_digest *path, size_t count)
{
    if (index >= size)
        return false;
    uint64_t at = index, last = size - 1;
    struct lw_digest hash = *leaf;
    for (size_t i = 0; i < count; i++) {
        if (last == 0)
            return false;
        if ((at & 1) || at == last) {
            hash = node(&path[i], &hash);
            for (; at && !(at & 1); at >>= 1)
                last >>= 1;
        } else {
            hash = node(&hash, &path[i]);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && lw_digest_eq(&hash, root);
}
