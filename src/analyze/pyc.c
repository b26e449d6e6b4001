/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/pyc.c - the header of a .pyc, and its objects one after the other.
 */
#include "analyze/pyc.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/reader.h"

enum { DEPTH_MAX = 100, FLAG_REF = 0x80, PEP552_MINOR = 7, OBJECTS_MAX = 1 << 20 };

static const struct {
    uint32_t first, last;
    unsigned minor;
} magics[] = {
    { 3360, 3379, 6 },  { 3390, 3399, 7 },  { 3400, 3419, 8 },
    { 3420, 3429, 9 },  { 3430, 3449, 10 }, { 3450, 3499, 11 },
    { 3500, 3549, 12 }, { 3550, 3599, 13 }, { 3600, 3649, 14 },
};

lw_status lw_pyc_header(struct lw_pyc_header *out, struct lw_view bytes, struct lw_err *err)
{
    struct lw_reader r = lw_reader(bytes);
    struct lw_pyc_header h = { .magic = lw_u16le(&r) };
    LW_ENSURE(lw_u16le(&r) == 0x0a0d, err, LW_E_FORMAT, 2, "no compiled Python");
    for (size_t i = 0; i < LW_COUNT(magics); i++)
        if (h.magic >= magics[i].first && h.magic <= magics[i].last)
            h.minor = magics[i].minor;
    LW_ENSURE(h.minor, err, LW_E_UNSUPPORTED, 0,
              "compiled by a Python that is not known (magic number %u)", h.magic);
    uint32_t flags = h.minor >= PEP552_MINOR ? lw_u32le(&r) : 0;
    h.check = !(flags & 1) ? LW_PYC_BY_TIME : flags & 2 ? LW_PYC_BY_HASH : LW_PYC_UNCHECKED;
    if (h.check == LW_PYC_BY_TIME) {
        h.mtime = lw_u32le(&r);
        h.source_bytes = lw_u32le(&r);
    } else {
        h.source_hash = lw_u64le(&r);
    }
    LW_ENSURE(!r.bad, err, LW_E_FORMAT, 0, "the header is cut short");
    h.code = lw_view_from(bytes, r.pos);
    *out = h;
    return LW_OK;
}

/* Texts that later objects refer to by number, and the roles in which they were given. */
struct ref {
    struct lw_view text;
    bool bytes, whole;           /* the object was read to its end */
    uint8_t given, type;         /* `type` of a text, else 0 */
    bool made[2];                /* which of `digests` are */
    struct lw_digest digests[2]; /* of what it is; [1]: as the name of the file compiled */
};

struct refs {
    struct ref *items;
    size_t count, capacity;
};

struct walk {
    struct lw_reader r;
    struct refs refs;
    unsigned minor, depth;
    bool deep;
    size_t objects;                       /* whose digests were noted */
    const struct lw_pyc_visitor *visitor; /* NULL: nothing is given */
    struct lw_buf *digests;               /* of the objects around the present one; NULL: none */
};

static size_t add_ref(struct walk *w)
{
    if (w->refs.count == w->refs.capacity) {
        w->refs.capacity = w->refs.capacity ? 2 * w->refs.capacity : 256;
        w->refs.items = lw_xrealloc(w->refs.items, w->refs.capacity * sizeof *w->refs.items);
    }
    w->refs.items[w->refs.count] = (struct ref){ .given = 0 };
    return w->refs.count++;
}

static void object(struct walk *w, enum lw_pyc_role role);

static void note_digest(struct walk *w, struct lw_digest digest)
{
    if (!w->digests)
        return;
    w->r.bad = w->r.bad || ++w->objects > OBJECTS_MAX;
    lw_buf_add(w->digests, lw_view(digest.bytes, sizeof digest.bytes));
}

/* What stands beside objects counts as one. */
static void skip_noted(struct walk *w, uint64_t len)
{
    struct lw_view raw = lw_take(&w->r, len);
    if (w->digests)
        note_digest(w, lw_sha256(raw));
}

static void objects(struct walk *w, uint64_t count, enum lw_pyc_role role)
{
    for (uint64_t i = 0; i < count && !w->r.bad; i++)
        object(w, role);
}

/* PEP 626, 657: the order of what a code object holds, by version. */
static void code(struct walk *w)
{
    bool new = w->minor >= 11;
    skip_noted(w, new ? 20 : w->minor >= 8 ? 24 : 20);
    object(w, LW_PYC_OTHER); /* instructions */
    object(w, LW_PYC_TEXT);  /* constants */
    object(w, LW_PYC_NAME);  /* names */
    object(w, LW_PYC_NAME);  /* of variables, or all locals */
    if (!new)
        object(w, LW_PYC_NAME); /* free variables */
    object(w, new ? LW_PYC_OTHER : LW_PYC_NAME);
    object(w, LW_PYC_FILE);
    object(w, LW_PYC_OTHER); /* name of the function */
    if (new)
        object(w, LW_PYC_OTHER); /* qualified name */
    skip_noted(w, 4);
    object(w, LW_PYC_OTHER); /* lines */
    if (new)
        object(w, LW_PYC_OTHER); /* exceptions */
}

static void give(const struct walk *w, enum lw_pyc_role role, struct lw_view text, bool bytes)
{
    if (w->visitor && role != LW_PYC_OTHER && !w->r.bad)
        w->visitor->text(w->visitor->ctx, role == LW_PYC_TEXT && bytes ? LW_PYC_BYTES : role, text);
}

static void give_ref(const struct walk *w, enum lw_pyc_role role, struct ref *ref)
{
    uint8_t bit = (uint8_t)(1u << role);
    if (ref->text.ptr && !(ref->given & bit))
        give(w, role, ref->text, ref->bytes);
    ref->given |= bit;
}

/* A text or bytes; false where the type is neither. */
static bool text_object(struct lw_view *out, struct walk *w, uint8_t type)
{
    switch (type) {
    case 's': /* bytes */
    case 't': /* interned */
    case 'u':
    case 'a': /* ASCII */
    case 'A':
        *out = lw_take(&w->r, lw_u32le(&w->r));
        return true;
    case 'z': /* short ASCII */
    case 'Z':
        *out = lw_take(&w->r, lw_u8(&w->r));
        return true;
    default:
        return false;
    }
}

static void dict(struct walk *w)
{
    while (!w->r.bad) {
        size_t at = w->r.pos;
        if (lw_u8(&w->r) == '0')
            return;
        w->r.pos = at;
        objects(w, 2, LW_PYC_OTHER);
    }
}

static void number(struct walk *w, uint8_t type)
{
    int32_t digits;
    switch (type) {
    case 'i':
        lw_skip(&w->r, 4);
        break;
    case 'I':
    case 'g':
        lw_skip(&w->r, 8);
        break;
    case 'y':
        lw_skip(&w->r, 16);
        break;
    case 'f':
        lw_skip(&w->r, lw_u8(&w->r));
        break;
    case 'x':
        lw_skip(&w->r, lw_u8(&w->r));
        lw_skip(&w->r, lw_u8(&w->r));
        break;
    case 'l':
        digits = (int32_t)lw_u32le(&w->r);
        lw_skip(&w->r, 2 * (uint64_t)(digits < 0 ? -(int64_t)digits : digits));
        break;
    default:
        if (!strchr("NFTS.0", type) || !type)
            w->r.bad = true;
        break;
    }
}

static void container(struct walk *w, uint8_t type, enum lw_pyc_role role)
{
    switch (type) {
    case '(':
    case '[':
    case '<':
    case '>':
        objects(w, lw_u32le(&w->r), role);
        break;
    case ')':
        objects(w, lw_u8(&w->r), role);
        break;
    case ':': /* a slice, 3.14 */
        objects(w, 3, role);
        break;
    case '{':
        dict(w);
        break;
    case 'c':
        code(w);
        break;
    default:
        number(w, type);
        break;
    }
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct lw_digest));
}

/* What an object is: its kind, and what it holds. A set has no order, and the same set is written
 * in another one each time. Of a path the last name counts. */
static struct lw_digest digest_of(struct walk *w, uint8_t type, enum lw_pyc_role role,
                                  struct lw_view raw, size_t parts)
{
    LW_CLEANUP(lw_sha256_free_p) struct lw_sha256 *hash = lw_sha256_new();
    const size_t size = sizeof(struct lw_digest);
    if (type == '<' || type == '>')
        qsort(w->digests->ptr + parts, (w->digests->len - parts) / size, size, by_bytes);
    lw_sha256_add(hash, lw_view(&type, 1));
    lw_sha256_add(hash, role == LW_PYC_FILE ? lw_path_base(raw) : raw);
    lw_sha256_add(hash, lw_view_from(lw_buf_view(w->digests), parts));
    w->digests->len = parts;
    return lw_sha256_end(hash);
}

static void refer(struct walk *w, enum lw_pyc_role role)
{
    uint32_t index = lw_u32le(&w->r);
    if (index >= w->refs.count)
        return;
    struct ref *ref = &w->refs.items[index];
    give_ref(w, role, ref);
    w->r.bad = w->r.bad || (w->digests && !ref->whole); /* it holds itself */
    if (!w->digests || w->r.bad)
        return;
    /* The name of the file may be a constant too: all of it counts there. Only texts have two. */
    const size_t as = ref->type && role == LW_PYC_FILE;
    if (!ref->made[as])
        ref->digests[as] = digest_of(w, ref->type, role, ref->text, w->digests->len);
    ref->made[as] = true;
    note_digest(w, ref->digests[as]);
}

/* A text, or all else; `raw` has the bytes of what has no parts. */
static bool plain_or_parts(struct walk *w, enum lw_pyc_role role, uint8_t type, struct ref *ref,
                           struct lw_view *raw)
{
    struct lw_view text = LW_VIEW_NONE;
    const size_t start = w->r.pos;
    if (text_object(&text, w, type)) {
        *ref = (struct ref){
            .text = text,
            .bytes = type == 's',
            .given = (uint8_t)(1u << role),
            .type = type,
        };
        give(w, role, text, type == 's');
        *raw = text;
        return true;
    }
    if (++w->depth > DEPTH_MAX) {
        w->deep = w->r.bad = true;
        return false;
    }
    container(w, type, role);
    w->depth--;
    if (!strchr("([<>){:c", type))
        *raw = lw_view_sub(w->r.bytes, start, w->r.pos - start);
    return true;
}

static void object(struct walk *w, enum lw_pyc_role role)
{
    uint8_t byte = lw_u8(&w->r), type = byte & 0x7f;
    const size_t parts = w->digests ? w->digests->len : 0;
    struct lw_view raw = LW_VIEW_NONE;
    struct ref ref = { .given = 0 };
    if (w->r.bad)
        return;
    if (type == 'r') {
        refer(w, role);
        return;
    }
    size_t slot = byte & FLAG_REF ? add_ref(w) : 0;
    if (!plain_or_parts(w, role, type, &ref, &raw))
        return;
    if (w->digests) {
        const size_t as = ref.type && role == LW_PYC_FILE;
        ref.digests[as] = digest_of(w, type, role, raw, parts);
        ref.made[as] = true;
        note_digest(w, ref.digests[as]);
    }
    ref.whole = true;
    if (byte & FLAG_REF)
        w->refs.items[slot] = ref;
}

/* All objects, each once. */
static lw_status walk_all(struct walk *w, const struct lw_pyc_header *header, struct lw_err *err)
{
    bool is_code = header->code.len && (header->code.ptr[0] & 0x7f) == 'c';
    w->r = lw_reader(header->code);
    w->minor = header->minor;
    if (is_code)
        object(w, LW_PYC_OTHER);
    free(w->refs.items);
    LW_ENSURE(is_code, err, LW_E_FORMAT, 0, "compiled Python that holds no code");
    LW_ENSURE(!w->deep, err, LW_E_LIMIT, w->r.pos, "compiled Python is nested too deep");
    LW_ENSURE(!w->r.bad, err, LW_E_FORMAT, w->r.pos, "compiled Python is cut short or broken");
    return LW_OK;
}

lw_status lw_pyc_walk(const struct lw_pyc_header *header, const struct lw_pyc_visitor *visitor,
                      struct lw_err *err)
{
    struct walk w = { .visitor = visitor };
    return walk_all(&w, header, err);
}

lw_status lw_pyc_digest(struct lw_digest *out, const struct lw_pyc_header *header,
                        struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf digests = LW_BUF_INIT;
    struct walk w = { .digests = &digests };
    lw_status status = walk_all(&w, header, err);
    LW_ENSURE(w.objects <= OBJECTS_MAX, err, LW_E_LIMIT, w.r.pos,
              "compiled Python of more than %d objects", OBJECTS_MAX);
    LW_TRY(status);
    LW_ENSURE(w.r.pos == header->code.len, err, LW_E_FORMAT, w.r.pos,
              "compiled Python with something behind it");
    *out = lw_sha256(lw_buf_view(&digests));
    return LW_OK;
}

struct lw_view lw_pyc_source(struct lw_arena *arena, struct lw_view path)
{
    struct lw_view folder = lw_path_dir(path), base = lw_path_base(path);
    if (!lw_view_is(lw_path_base(folder), "__pycache__"))
        return lw_view_sub(path, 0, path.len - 1);
    size_t tag = lw_view_find(base, LW_VIEW(".cpython-"));
    struct lw_view stem = lw_view_sub(base, 0, tag == LW_NOT_FOUND ? base.len - 4 : tag);
    folder = lw_path_dir(folder);
    return lw_arena_printf(arena, "%.*s%s%.*s.py", LW_FMT(folder), folder.len ? "/" : "",
                           LW_FMT(stem));
}

static uint64_t rotate(uint64_t v, unsigned bits)
{
    return v << bits | v >> (64 - bits);
}

static void sip_rounds(uint64_t v[4], unsigned rounds)
{
    for (unsigned i = 0; i < rounds; i++) {
        v[0] += v[1], v[2] += v[3];
        v[1] = rotate(v[1], 13) ^ v[0], v[3] = rotate(v[3], 16) ^ v[2];
        v[0] = rotate(v[0], 32);
        v[2] += v[1], v[0] += v[3];
        v[1] = rotate(v[1], 17) ^ v[2], v[3] = rotate(v[3], 21) ^ v[0];
        v[2] = rotate(v[2], 32);
    }
}

/* Of Aumasson and Bernstein, "SipHash: a fast short-input PRF"; key k0, 0. */
static uint64_t siphash(struct lw_view text, uint64_t k0, unsigned inner, unsigned outer)
{
    uint64_t v[4] = { k0 ^ 0x736f6d6570736575u, 0x646f72616e646f6du, k0 ^ 0x6c7967656e657261u,
                      0x7465646279746573u };
    struct lw_reader r = lw_reader(text);
    while (lw_left(&r) >= 8) {
        uint64_t word = lw_u64le(&r);
        v[3] ^= word;
        sip_rounds(v, inner);
        v[0] ^= word;
    }
    uint64_t last = (uint64_t)text.len << 56 | lw_uint_le(&r, (unsigned)lw_left(&r));
    v[3] ^= last;
    sip_rounds(v, inner);
    v[0] ^= last;
    v[2] ^= 0xff;
    sip_rounds(v, outer);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

bool lw_pyc_hash_fits(const struct lw_pyc_header *header, struct lw_view source)
{
    uint64_t key = header->magic | (uint64_t)0x0a0d << 16;
    return siphash(source, key, 1, 3) == header->source_hash ||
           siphash(source, key, 2, 4) == header->source_hash;
}
