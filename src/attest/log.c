/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/log.c - promises and proofs of a transparency log.
 */
#include "attest/log.h"

#include <inttypes.h>

#include "base/base64.h"
#include "base/clock.h"

/* What a signed entry timestamp is over: these four in canonical JSON (RFC 8785). */
static struct lw_view promised_text(const struct lw_log_entry *entry, struct lw_arena *arena)
{
    struct lw_view body = lw_base64_text(arena, entry->body);
    struct lw_view id = lw_hex_text(arena, entry->log_id);
    return lw_arena_printf(arena,
                           "{\"body\":\"%.*s\",\"integratedTime\":%" PRId64
                           ",\"logID\":\"%.*s\",\"logIndex\":%" PRIu64 "}",
                           LW_FMT(body), entry->integrated_utc_s, LW_FMT(id), entry->index);
}

/* The log that the entry names: by its id in the trusted root, or by its key's. */
static const struct lw_log *log_of(const struct lw_log_entry *entry, const struct lw_log_list *logs)
{
    const struct lw_log *found = NULL;
    for (size_t i = 0; i < logs->count; i++) {
        const struct lw_log *log = &logs->items[i];
        bool named = lw_view_eq(lw_view(lw_key_id(log->key)->bytes, 32), entry->log_id) ||
                     (log->id.len && lw_view_eq(log->id, entry->log_id));
        if (named && (!found || lw_span_holds(log->span, entry->integrated_utc_s)))
            found = log;
    }
    return found;
}

static lw_status check_promise(struct lw_log_check *out, const struct lw_log_entry *entry,
                               const struct lw_log *log, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view text = promised_text(entry, arena);
    LW_ENSURE(lw_key_verify_sha256(log->key, text, entry->promise), err, LW_E_UNTRUSTED, 0,
              "the log's promise (signed entry timestamp) is not over this entry");
    out->promised = true;
    out->time_utc_s = entry->integrated_utc_s;
    return LW_OK;
}

static lw_status check_proof(struct lw_log_check *out, const struct lw_log_entry *entry,
                             const struct lw_log *log, struct lw_arena *arena, struct lw_err *err)
{
    const struct lw_log_proof *proof = &entry->proof;
    struct lw_checkpoint checkpoint;
    LW_ENSURE(proof->checkpoint.len, err, LW_E_UNTRUSTED, 0,
              "the inclusion proof has no checkpoint: nobody vouches for its root");
    LW_TRY(lw_checkpoint_parse(&checkpoint, proof->checkpoint, arena, err));
    LW_ENSURE(lw_checkpoint_signed(&checkpoint, log->key), err, LW_E_UNTRUSTED, 0,
              "the checkpoint of \"%.*s\" is not signed by the log that the entry names",
              LW_FMT(checkpoint.origin));
    LW_ENSURE(checkpoint.size == proof->size && lw_digest_eq(&checkpoint.root, &proof->root), err,
              LW_E_UNTRUSTED, 0, "the inclusion proof is for another tree than its checkpoint");
    struct lw_digest leaf = lw_merkle_leaf(entry->body);
    LW_ENSURE(lw_merkle_includes(&proof->root, proof->size, proof->index, &leaf, proof->path,
                                 proof->path_count),
              err, LW_E_UNTRUSTED, 0,
              "the inclusion proof does not lead from the entry to the log's root");
    out->proved = true;
    return LW_OK;
}

lw_status lw_log_check_entry(struct lw_log_check *out, const struct lw_log_entry *entry,
                             const struct lw_log_list *logs, bool need_proof,
                             struct lw_arena *arena, struct lw_err *err)
{
    *out = (struct lw_log_check){ .time_utc_s = 0 };
    LW_ENSURE(entry->promise.len || entry->have_proof, err, LW_E_UNTRUSTED, 0,
              "the log entry has neither a promise nor an inclusion proof");
    LW_ENSURE(entry->have_proof || !need_proof, err, LW_E_UNTRUSTED, 0,
              "the log entry has a promise and no inclusion proof, which is asked for here");
    const struct lw_log *log = log_of(entry, logs);
    LW_ENSURE(log, err, LW_E_UNTRUSTED, 0, "the entry is of a log whose key is not trusted (%.*s)",
              LW_FMT(lw_hex_text(arena, entry->log_id)));
    LW_ENSURE(entry->integrated_utc_s == 0 || lw_span_holds(log->span, entry->integrated_utc_s),
              err, LW_E_UNTRUSTED, 0, "the log's key did not count when the entry was made");
    if (entry->promise.len)
        LW_TRY(check_promise(out, entry, log, arena, err));
    if (entry->have_proof)
        LW_TRY(check_proof(out, entry, log, arena, err));
    return LW_OK;
}
