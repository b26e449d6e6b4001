/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/dsse.h - envelopes: bytes of a stated type, and signatures over both.
 *
 * Owns:    nothing; texts live in the arena.
 * Trusts:  nothing. What is in an envelope is not to be believed before a signature was checked:
 *          see attest/verify.h.
 * Spec:    Dead Simple Signing Envelope 1.0.2 (envelope.md, protocol.md).
 */
#ifndef LW_ATTEST_DSSE_H
#define LW_ATTEST_DSSE_H

#include "base/crypto.h"
#include "base/json.h"
#include "base/jsonw.h"

#define LW_INTOTO_TYPE "application/vnd.in-toto+json"

enum { LW_ENVELOPE_MAX_BYTES = 48 << 20, LW_ENVELOPE_MAX_SIGNATURES = 32 };

struct lw_signature {
    struct lw_view keyid; /* a hint that nobody vouches for; may be "" */
    struct lw_view bytes;
};

struct lw_envelope {
    struct lw_view payload_type, payload;
    struct lw_signature *items;
    size_t count, capacity;
};

/* From JSON text. Fields that are not known are passed over, as the specification asks; a key that
 * stands twice is an error. err: LW_E_FORMAT naming field and place, LW_E_LIMIT. */
LW_NODISCARD lw_status lw_envelope_parse(struct lw_envelope *out, struct lw_view text,
                                         struct lw_arena *arena, struct lw_err *err);

/* The same from a part of a JSON document. */
LW_NODISCARD lw_status lw_envelope_read(struct lw_envelope *out, yyjson_val *object,
                                        struct lw_arena *arena, struct lw_err *err);

/* What a signature is over (PAE): the type and the payload with their lengths. */
void lw_envelope_message(struct lw_buf *out, struct lw_view payload_type, struct lw_view payload);

/* One line of JSON, with a line feed. */
void lw_envelope_write(struct lw_buf *out, const struct lw_envelope *envelope);

/* A field that must hold base64, decoded. `where` is what the field is called in messages. */
LW_NODISCARD lw_status lw_json_bytes(struct lw_view *out, yyjson_val *object, const char *key,
                                     const char *where, struct lw_arena *arena, struct lw_err *err);

#endif
