/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/private_key.c - private keys: PEM (PKCS #1, PKCS #8, SEC 1, OpenSSH), PGP and PuTTY.
 *
 * An opener alone says nothing: code that reads keys is full of them. A key is what has a body of
 * the length that it claims. The key itself is never part of what is said.
 * Spec:    RFC 7468, RFC 1421 4.6, RFC 9580 6, OpenSSH PROTOCOL.key, PuTTY manual appendix C.
 */
#include <stdio.h>

#include "analyze/elf.h"
#include "analyze/patterns.h"
#include "base/base64.h"
#include "base/hash.h"
#include "base/reader.h"

enum {
    OPENER_MAX_BYTES = 48,    /* "-----BEGIN ENCRYPTED PRIVATE KEY-----" has 37 */
    BODY_MAX_BYTES = 1 << 16, /* of text */
    HEADERS_MAX = 8,
    DECODED_MAX_BYTES = 4096, /* RSA of 4,096 bits has 2,375 */
    VARIED_CHARS = 48,        /* of a body's beginning ... */
    CHARS_MIN_SEEN = 12,      /* ... that in a real one hold so many different ones */
};

struct body {
    size_t chars;                       /* of base64, "=" left out */
    uint8_t decoded[DECODED_MAX_BYTES]; /* its beginning */
    size_t decoded_bytes;
    bool encrypted; /* by its headers */
    unsigned different;
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 64 ? LW_WANT_YES : LW_WANT_NO;
}

/* What stands between the lines of a key: line ends, also as "\n" in JSON and code, and the quotes
 * and signs by which code joins its lines. */
static size_t between(struct lw_view text)
{
    size_t n = 0;
    while (n < text.len) {
        uint8_t c = text.ptr[n];
        if (c == '\\' && n + 1 < text.len && strchr("nrt", text.ptr[n + 1]) && text.ptr[n + 1])
            n += 2;
        else if (lw_is_space(c) || c == '"' || c == '\'' || c == '\\' || c == ',')
            n++;
        else
            break;
    }
    return n;
}

static void add_char(struct body *body, uint64_t *seen, unsigned *bits, uint32_t *pending,
                     int value)
{
    if (body->chars < VARIED_CHARS)
        *seen |= (uint64_t)1 << value;
    body->chars++;
    *pending = *pending << 6 | (uint32_t)value;
    *bits += 6;
    if (*bits < 8)
        return;
    *bits -= 8;
    if (body->decoded_bytes < DECODED_MAX_BYTES)
        body->decoded[body->decoded_bytes++] = (uint8_t)(*pending >> *bits);
}

/* "Proc-Type: 4,ENCRYPTED", "DEK-Info: ...", "Version: ...": up to the body. */
static size_t pass_headers(struct body *body, struct lw_view text)
{
    size_t at = between(text);
    for (unsigned i = 0; i < HEADERS_MAX; i++) {
        struct lw_view rest = lw_view_sub(lw_view_from(text, at), 0, 128);
        size_t colon = lw_view_find(rest, LW_VIEW(": ")), line = 0;
        while (line < rest.len && rest.ptr[line] != '\n' && rest.ptr[line] != '\\')
            line++;
        if (colon == LW_NOT_FOUND || colon > line || line == rest.len)
            break;
        if (lw_view_find(lw_view_sub(rest, 0, line), LW_VIEW("ENCRYPTED")) != LW_NOT_FOUND)
            body->encrypted = true;
        at += line;
        at += between(lw_view_from(text, at));
    }
    return at;
}

/* Base64 from the opener to whatever is none. */
static void read_body(struct body *body, struct lw_view text)
{
    uint64_t seen = 0;
    unsigned bits = 0;
    uint32_t pending = 0;
    text = lw_view_sub(text, 0, BODY_MAX_BYTES);
    for (size_t at = pass_headers(body, text); at < text.len;) {
        int value = lw_base64_plain_digit(text.ptr[at]);
        size_t gap = value < 0 ? between(lw_view_from(text, at)) : 0;
        if (value < 0 && gap == 0)
            break;
        if (value >= 0)
            add_char(body, &seen, &bits, &pending, value);
        at += value >= 0 ? 1 : gap;
    }
    body->different = (unsigned)__builtin_popcountll(seen);
}

/* A DER sequence that is just as long as the body. */
static bool is_der(const struct body *body)
{
    struct lw_reader r = lw_reader(lw_view(body->decoded, body->decoded_bytes));
    if (lw_u8(&r) != 0x30)
        return false;
    uint64_t len = lw_u8(&r);
    if (len > 0x80)
        len = len <= 0x84 ? lw_uint_be(&r, (unsigned)len & 7) : UINT64_MAX;
    return !r.bad && len == body->chars * 3 / 4 - r.pos;
}

/* "openssh-key-v1" NUL, then the cipher's name. */
static bool is_openssh(bool *encrypted, const struct body *body)
{
    struct lw_view magic = LW_VIEW("openssh-key-v1\0");
    struct lw_reader r = lw_reader(lw_view(body->decoded, body->decoded_bytes));
    if (!lw_view_eq(lw_take(&r, magic.len), magic))
        return false;
    struct lw_view cipher = lw_take(&r, lw_u32be(&r));
    *encrypted = !lw_view_is(cipher, "none");
    return !r.bad && body->chars >= 200;
}

static const struct label {
    const char *text, *kind;
} labels[] = {
    { "RSA ", "RSA" },           { "EC ", "EC" },           { "DSA ", "DSA" }, { "", "PKCS #8" },
    { "ENCRYPTED ", "PKCS #8" }, { "OPENSSH ", "OpenSSH" }, { "PGP ", "PGP" },
};

static const struct label *find_label(struct lw_view text)
{
    for (size_t i = 0; i < LW_COUNT(labels); i++)
        if (lw_view_is(text, labels[i].text))
            return &labels[i];
    return NULL;
}

static bool is_key(bool *encrypted, const struct label *label, const struct body *body)
{
    *encrypted = body->encrypted || strcmp(label->text, "ENCRYPTED ") == 0;
    if (body->different < CHARS_MIN_SEEN || body->chars < 60)
        return false;
    if (strcmp(label->kind, "OpenSSH") == 0)
        return is_openssh(encrypted, body);
    if (strcmp(label->kind, "PGP") == 0) /* a packet: its first bit is set */
        return body->chars >= 200 && (body->decoded[0] & 0x80);
    return body->encrypted ? body->chars >= 100 : is_der(body);
}

/* Keys that their owners published, by the SHA-256 of the decoded body: everybody has them, and
 * they open nothing. */
static const struct {
    const char *sha256, *owner;
} published[] = {
    /* io.netty.handler.ssl.OpenSsl tries out the TLS library with it, in each copy of netty. */
    { "9186408b8399cd7bd95651a76d3f603b0b91631f5e6a226ef057cc48b4224398", "netty" },
};

/* NULL where nobody published it. */
static const char *owner_of(const struct body *body)
{
    char hex[LW_HEX_BYTES];
    struct lw_digest digest = lw_sha256(lw_view(body->decoded, body->decoded_bytes));
    lw_digest_hex(hex, &digest);
    for (size_t i = 0; i < LW_COUNT(published); i++)
        if (strcmp(hex, published[i].sha256) == 0)
            return published[i].owner;
    return NULL;
}

/* Machine code, or that of the Java machine. */
static bool is_compiled(struct lw_view bytes)
{
    return lw_elf_magic(bytes) || lw_view_starts(bytes, LW_VIEW("\xca\xfe\xba\xbe"));
}

static struct lw_fact *add(struct lw_facts *out, const struct lw_file *file, size_t at,
                           const char *kind, bool encrypted, const char *evidence)
{
    struct lw_fact *fact = lw_facts_add(out, LW_F_PRIVATE_KEY, file->location);
    fact->offset = at;
    struct lw_view before = lw_view_sub(file->bytes, 0, at);
    if (lw_view_find_byte(lw_view_sub(file->bytes, 0, 8192), 0) == LW_NOT_FOUND) {
        fact->line = 1;
        for (size_t n; (n = lw_view_find_byte(before, '\n')) != LW_NOT_FOUND; fact->line++)
            before = lw_view_from(before, n + 1);
    }
    lw_fact_set_c(out, fact, LW_K_KIND, kind);
    lw_fact_set_c(out, fact, LW_K_ENCRYPTED, encrypted ? "yes" : "no");
    if (is_compiled(file->bytes))
        lw_fact_set_c(out, fact, LW_K_DETAIL, "compiled into a program");
    lw_fact_set_c(out, fact, LW_K_EVIDENCE, evidence);
    return fact;
}

/* `end` is behind the opener (or behind the closing line, which is no opener). */
static void check_pem(struct lw_facts *out, const struct lw_file *file, size_t end,
                      struct lw_view tail)
{
    static const struct lw_view begin = { (const uint8_t *)"-----BEGIN ", 11 };
    size_t from = end > OPENER_MAX_BYTES ? end - OPENER_MAX_BYTES : 0;
    struct lw_view opener = lw_view_sub(file->bytes, from, end - from);
    size_t at = lw_view_find(opener, begin), next;
    if (at == LW_NOT_FOUND)
        return;
    while ((next = lw_view_find(lw_view_from(opener, at + 1), begin)) != LW_NOT_FOUND)
        at += 1 + next;
    struct lw_view label_text = lw_view_from(opener, at + begin.len);
    label_text = lw_view_sub(label_text, 0, label_text.len - tail.len);
    const struct label *label = find_label(label_text);
    if (!label)
        return;
    struct body body = { 0 };
    bool encrypted;
    read_body(&body, lw_view_from(file->bytes, end));
    if (!is_key(&encrypted, label, &body))
        return;
    char evidence[128];
    snprintf(evidence, sizeof evidence, "%.*s and %zu bytes", LW_FMT(lw_view_from(opener, at)),
             body.chars * 3 / 4);
    struct lw_fact *fact = add(out, file, from + at, label->kind, encrypted, evidence);
    const char *owner = owner_of(&body);
    if (owner)
        lw_fact_set_c(out, fact, LW_K_NAME, owner);
}

static void check_putty(struct lw_facts *out, const struct lw_file *file, size_t end)
{
    struct lw_view text = lw_view_sub(file->bytes, end, BODY_MAX_BYTES), line;
    bool encrypted = false, known = false;
    for (unsigned i = 0; i < 256 && lw_view_line(&line, &text); i++) {
        struct lw_view encryption = LW_VIEW("Encryption: ");
        if (lw_view_starts(line, encryption)) {
            encrypted = !lw_view_is(lw_view_from(line, encryption.len), "none");
            known = true;
        }
        if (!known || !lw_view_starts(line, LW_VIEW("Private-Lines: ")))
            continue;
        struct body body = { 0 };
        read_body(&body, text);
        if (body.chars >= 40 && body.different >= CHARS_MIN_SEEN)
            (void)add(out, file, end - strlen("PuTTY-User-Key-File-2: "), "PuTTY", encrypted,
                      "PuTTY-User-Key-File with Private-Lines");
        return;
    }
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    if (hits->seen[LW_NV_GNUTLS] && lw_elf_magic(file->bytes))
        return LW_OK; /* the library's self-test carries keys that everybody knows */
    size_t before = out->facts.count;
    for (size_t i = 0; i < hits->count; i++) {
        size_t end = (size_t)hits->items[i].end;
        switch (hits->items[i].pattern) {
        case LW_PAT_KEY_PEM:
            check_pem(out, file, end, LW_VIEW("PRIVATE KEY-----"));
            break;
        case LW_PAT_KEY_PGP:
            check_pem(out, file, end, LW_VIEW("PRIVATE KEY BLOCK-----"));
            break;
        case LW_PAT_KEY_PUTTY:
            check_putty(out, file, end);
            break;
        default:
            break;
        }
    }
    bool full = hits->seen[LW_PAT_KEY_PEM] == LW_PATTERN_HITS_MAX ||
                hits->seen[LW_PAT_KEY_PGP] == LW_PATTERN_HITS_MAX ||
                hits->seen[LW_PAT_KEY_PUTTY] == LW_PATTERN_HITS_MAX;
    if (full && out->facts.count == before) /* a key may hide behind openers that begin none */
        lw_facts_incomplete(out, file->location, lw_code_name(LW_E_LIMIT),
                            LW_VIEW("more openers of private keys than are looked at"));
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_private_key = {
    .name = "private-key",
    .what = "Private keys: PEM, OpenSSH, PGP and PuTTY, encrypted or not",
    .wants = wants,
    .file = file,
};
