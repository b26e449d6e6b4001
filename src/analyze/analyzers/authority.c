/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/authority.c - certificates: whoever holds the key of one may be trusted by it.
 *
 * Each is told by its subject and its digest, in PEM (also within code) or alone in DER. Whether
 * it is one of the public roots is looked up; what it may be used for is not read.
 * Spec:    RFC 7468; RFC 5280, 4.1, 4.2.1.3 and 4.2.1.9; X.690, 8.1.
 */
#include "analyze/elf.h"
#include "analyze/lines.h"
#include "analyze/patterns.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/reader.h"
#include "base/text.h"

enum {
    MIN_DER_BYTES = 128,
    CERTIFICATES_MAX = 2000,
    PREFIX_CHARS = 32,
};

enum {
    TAG_BOOLEAN = 0x01,
    TAG_BITS = 0x03,
    TAG_OCTETS = 0x04,
    TAG_OID = 0x06,
    TAG_SEQUENCE = 0x30,
    TAG_SET = 0x31,
    TAG_VERSION = 0xa0,
    TAG_EXTENSIONS = 0xa3,
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= MIN_DER_BYTES ? LW_WANT_YES : LW_WANT_NO;
}

/* One value: its tag, and what is in it. */
static uint8_t take_value(struct lw_view *out, struct lw_reader *r)
{
    uint8_t tag = lw_u8(r);
    uint64_t len = lw_u8(r);
    if (len > 0x84 || len == 0x80)
        r->bad = true;
    else if (len > 0x80)
        len = lw_uint_be(r, (unsigned)len & 7);
    *out = lw_take(r, len);
    return r->bad ? 0 : tag;
}

/* Numbers of RFC 4519: 2.5.4.3 is the common name, .10 the organisation, .11 its unit. */
static bool is_telling(struct lw_view oid)
{
    return oid.len == 3 && oid.ptr[0] == 0x55 && oid.ptr[1] == 4 &&
           (oid.ptr[2] == 3 || oid.ptr[2] == 10 || oid.ptr[2] == 11);
}

static void add_names(struct lw_buf *out, struct lw_view name)
{
    struct lw_reader sets = lw_reader(name);
    while (lw_left(&sets) && !sets.bad) {
        struct lw_view set, pair, oid, text;
        if (take_value(&set, &sets) != TAG_SET)
            return;
        struct lw_reader r = lw_reader(set);
        if (take_value(&pair, &r) != TAG_SEQUENCE)
            return;
        r = lw_reader(pair);
        if (take_value(&oid, &r) != TAG_OID || !take_value(&text, &r) || !is_telling(oid))
            continue;
        lw_buf_add_c(out, out->len ? ", " : "");
        lw_buf_add(out, lw_view_sub(text, 0, 80));
    }
}

/* What the extensions say of signing others. */
struct claims {
    bool constrained, authority; /* basic constraints */
    bool signs;                  /* key usage */
};

static void read_extension(struct claims *out, struct lw_view extension)
{
    enum { KEY_USAGE = 0x0f, BASIC_CONSTRAINTS = 0x13, KEY_CERT_SIGN = 0x04 };
    struct lw_reader r = lw_reader(extension);
    struct lw_view oid, value;
    if (take_value(&oid, &r) != TAG_OID || oid.len != 3 || oid.ptr[0] != 0x55 || oid.ptr[1] != 0x1d)
        return;
    uint8_t tag = take_value(&value, &r);
    if (tag == TAG_BOOLEAN) /* critical */
        tag = take_value(&value, &r);
    if (tag != TAG_OCTETS)
        return;
    r = lw_reader(value);
    tag = take_value(&value, &r);
    if (oid.ptr[2] == KEY_USAGE && tag == TAG_BITS && value.len > 1)
        out->signs = value.ptr[1] & KEY_CERT_SIGN;
    if (oid.ptr[2] != BASIC_CONSTRAINTS || tag != TAG_SEQUENCE)
        return;
    r = lw_reader(value);
    out->constrained = true;
    out->authority = take_value(&value, &r) == TAG_BOOLEAN && value.len && value.ptr[0];
}

/* As those who check a chain have it: where there are no basic constraints, the use of the key says
 * it. */
static bool let_sign(struct lw_view extensions)
{
    struct claims claims = { 0 };
    struct lw_reader r = lw_reader(extensions);
    struct lw_view part;
    if (take_value(&part, &r) != TAG_SEQUENCE)
        return false;
    r = lw_reader(part);
    while (lw_left(&r) && take_value(&part, &r) == TAG_SEQUENCE)
        read_extension(&claims, part);
    return claims.constrained ? claims.authority : claims.signs;
}

/* Of what stands behind the subject: the key, numbers that nobody uses, the extensions. Without
 * any, as in version 1, nothing says that it may not sign others. */
static bool signs_others(struct lw_reader *r)
{
    struct lw_view part;
    while (lw_left(r)) {
        uint8_t tag = take_value(&part, r);
        if (!tag || tag == TAG_EXTENSIONS)
            return tag && let_sign(part);
    }
    return true;
}

/* Of a certificate in DER, whose length is told; false where it is none. `*root`: by its own word
 * it signs others, and nobody signs it. */
static bool read_subject(struct lw_buf *out, size_t *bytes, bool *root, struct lw_view der)
{
    struct lw_view whole, inner, part, issuer = LW_VIEW_NONE;
    struct lw_reader r = lw_reader(der);
    if (take_value(&whole, &r) != TAG_SEQUENCE)
        return false;
    *bytes = der.len - lw_left(&r);
    r = lw_reader(whole);
    if (take_value(&inner, &r) != TAG_SEQUENCE)
        return false;
    r = lw_reader(inner);
    if (take_value(&part, &r) == TAG_VERSION)
        (void)take_value(&part, &r);   /* serial number */
    for (unsigned i = 0; i < 3; i++) { /* algorithm, issuer, validity */
        if (take_value(&part, &r) != TAG_SEQUENCE)
            return false;
        issuer = i == 1 ? part : issuer;
    }
    if (take_value(&part, &r) != TAG_SEQUENCE)
        return false;
    add_names(out, part);
    *root = lw_view_eq(part, issuer) && signs_others(&r);
    return true;
}

static bool is_public(const char *hex)
{
    static const char roots[][PREFIX_CHARS + 1] = {
#define LW_PUBLIC_ROOT(prefix) prefix,
#include "analyze/public_roots.def"
#undef LW_PUBLIC_ROOT
    };
    for (size_t i = 0; i < LW_COUNT(roots); i++)
        if (strncmp(hex, roots[i], PREFIX_CHARS) == 0)
            return true;
    return false;
}

/* `tail`: what stands behind it counts for nothing, as with those who read PEM. */
static bool say(struct lw_facts *out, const struct lw_file *file, struct lw_view der, bool tail,
                size_t at)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf subject = LW_BUF_INIT;
    char hex[LW_HEX_BYTES];
    size_t bytes = 0;
    bool root = false;
    if (der.len < MIN_DER_BYTES || !read_subject(&subject, &bytes, &root, der) ||
        (!tail && bytes != der.len))
        return false;
    struct lw_digest digest = lw_sha256(lw_view_sub(der, 0, bytes));
    lw_digest_hex(hex, &digest);
    struct lw_fact *fact = lw_facts_add(out, LW_F_AUTHORITY, file->location);
    fact->offset = at;
    lw_fact_set(out, fact, LW_K_NAME, lw_text_safe(out->arena, lw_buf_view(&subject)));
    lw_fact_set_c(out, fact, LW_K_CLASS, is_public(hex) ? "public" : "other");
    lw_fact_set_c(out, fact, LW_K_SHA256, hex);
    if (root)
        lw_fact_set_c(out, fact, LW_K_KIND, "root");
    return true;
}

/* Base64 up to the next dash; line ends and quotes of code may stand in it. */
static void read_body(struct lw_buf *out, struct lw_view text)
{
    uint32_t pending = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < text.len && text.ptr[i] != '-'; i++) {
        if (text.ptr[i] == '\\' && i + 1 < text.len) {
            i++; /* "\n" */
            continue;
        }
        int digit = lw_base64_digit(text.ptr[i]);
        if (digit < 0)
            continue;
        pending = pending << 6 | (uint32_t)digit;
        bits += 6;
        if (bits < 8)
            continue;
        bits -= 8;
        lw_buf_add_byte(out, (uint8_t)(pending >> bits));
    }
}

static lw_status look_at_pem(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    const struct lw_view sign = LW_VIEW("CERTIFICATE-----"), begin = LW_VIEW("-----BEGIN ");
    struct lw_lines lines = lw_lines(file->bytes);
    size_t at = 0, count = 0;
    for (size_t next; (next = lw_view_find(lw_view_from(file->bytes, at), sign)) != LW_NOT_FOUND;) {
        size_t label = at + next, from = label > 24 ? label - 24 : 0;
        at = label + sign.len;
        struct lw_view before = lw_view_sub(file->bytes, from, label - from);
        size_t opens = lw_view_find(before, begin);
        if (opens == LW_NOT_FOUND)
            continue;
        LW_ENSURE(count < CERTIFICATES_MAX, err, LW_E_LIMIT, label,
                  "there are more than %d certificates: those behind are not looked at",
                  CERTIFICATES_MAX);
        LW_CLEANUP(lw_buf_clear) struct lw_buf der = LW_BUF_INIT;
        read_body(&der, lw_view_from(file->bytes, at));
        if (!say(out, file, lw_buf_view(&der), true, from + opens))
            continue;
        out->facts.items[out->facts.count - 1].line = lw_line_of(&lines, from + opens);
        count++;
    }
    return LW_OK;
}

static lw_status look(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    if (file->bytes.ptr[0] == TAG_SEQUENCE && say(out, file, file->bytes, false, 0))
        return LW_OK;
    /* A TLS library carries some to try itself; what is compiled in is another file each time. */
    if (lw_elf_magic(file->bytes) || !lw_file_hits(file)->seen[LW_PAT_CERTIFICATE])
        return LW_OK;
    return look_at_pem(out, file, err);
}

const struct lw_analyzer lw_analyzer_authority = {
    .name = "authority",
    .what = "Certificates, in bundles of authorities and elsewhere, and whether they are public",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_AUTHORITY),
    .wants = wants,
    .file = look,
};
