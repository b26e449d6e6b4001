/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/secret_text.c - values without a structure: what chance makes, and what people write.
 */
#include <stdio.h>

#include "analyze/secret.h"

enum { RUN_BYTES = 6, SEQUENCE_BYTES = 7, RUNS_UP_TO = 160, CODE_WORD_BYTES = 12 };

static bool holds(struct lw_view value, const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i + len <= value.len; i++)
        if (lw_view_eq_nocase(lw_view_sub(value, i, len), lw_view(word, len)))
            return true;
    return false;
}

/* "aaaaaa", "123456789", "abcdefgh", "fedcba98" */
static bool has_run(struct lw_view v)
{
    size_t same = 1, up = 1, down = 1;
    for (size_t i = 1; i < v.len; i++) {
        int step = lw_lower(v.ptr[i]) - lw_lower(v.ptr[i - 1]);
        same = step == 0 ? same + 1 : 1;
        up = step == 1 ? up + 1 : 1;
        down = step == -1 ? down + 1 : 1;
        if (same >= RUN_BYTES || up >= SEQUENCE_BYTES || down >= SEQUENCE_BYTES)
            return true;
    }
    return false;
}

/* "abcdabcdabcd": a short piece again and again. */
static bool repeats(struct lw_view v)
{
    for (size_t period = 1; period <= 10 && period * 3 <= v.len; period++) {
        size_t i = period;
        while (i < v.len && v.ptr[i] == v.ptr[i - period])
            i++;
        if (i == v.len)
            return true;
    }
    return false;
}

bool lw_secret_is_placeholder(struct lw_view value, bool runs_count)
{
    static const char *const words[] = {
        "sample",     "xxxx",       "placeholder", "changeme",    "change_me",  "change-me",
        "redacted",   "yourkey",    "your_",       "your-",       "yourtoken",  "yoursecret",
        "dummy",      "notreal",    "not_real",    "insert",      "fake",       "mytoken",
        "mysecret",   "testtest",   "deadbeef",    "0000000",     "invalid",    "replaceme",
        "replace_me", "foobar",     "somesecret",  "supersecret", "loremipsum", "abcdef0123",
        "0123456789", "1234567890", "secretkey",   "testkey",     "test_key",   "apikey",
        "api_key",    "qwerty",     "letmein",     "s3cr3t",
    };
    if (holds(value, "example"))
        return true;
    if (value.len > RUNS_UP_TO) /* in so many characters each of them occurs by chance */
        return false;
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (holds(value, words[i]))
            return true;
    return runs_count && (has_run(value) || repeats(value));
}

bool lw_secret_any(struct lw_secret *secret)
{
    return secret->value.len > 0;
}

struct kinds {
    size_t digits, upper, lower, hex, letters_in_row;
};

static struct kinds count(struct lw_view v)
{
    struct kinds k = { 0 };
    size_t row = 0;
    for (size_t i = 0; i < v.len; i++) {
        uint8_t c = v.ptr[i];
        k.digits += lw_is_digit(c);
        k.upper += c >= 'A' && c <= 'Z';
        k.lower += c >= 'a' && c <= 'z';
        k.hex += lw_is_digit(c) || (lw_lower(c) >= 'a' && lw_lower(c) <= 'f') || c == '-';
        row = lw_is_alpha(c) ? row + 1 : 0;
        k.letters_in_row = row > k.letters_in_row ? row : k.letters_in_row;
    }
    return k;
}

/* Digits and letters of both cases, as 20 random characters nearly always have; not hex, which is
 * the form of hashes. */
bool lw_secret_mixed(struct lw_secret *secret)
{
    struct kinds k = count(secret->value);
    return k.digits && k.lower && (k.upper || secret->value.len < 26) && k.hex < secret->value.len;
}

/* What is only called a secret: no words, no paths, no hashes, no ids. */
bool lw_secret_nameless(struct lw_secret *secret)
{
    struct lw_view v = secret->value;
    struct kinds k = count(v);
    size_t slashes = 0;
    for (size_t i = 0; i < v.len; i++)
        slashes += v.ptr[i] == '/' || v.ptr[i] == '-' || v.ptr[i] == '_';
    return k.digits >= 3 && k.upper >= 2 && k.lower >= 2 && k.hex < v.len &&
           k.letters_in_row <= CODE_WORD_BYTES && slashes <= v.len / 6;
}

bool lw_secret_uuid(struct lw_secret *secret)
{
    static const size_t dashes[] = { 8, 13, 18, 23 };
    struct lw_view v = secret->value;
    size_t found = 0;
    for (size_t i = 0; i < v.len; i++)
        found += v.ptr[i] == '-';
    for (size_t i = 0; i < LW_COUNT(dashes); i++)
        if (v.len != 36 || v.ptr[dashes[i]] != '-')
            return false;
    return found == LW_COUNT(dashes);
}

bool lw_secret_lumigo(struct lw_secret *secret)
{
    return lw_view_starts(secret->value, LW_VIEW("t_"));
}

/* Passwords that open nothing, or that everybody tries first. */
static bool is_common(struct lw_view password, struct lw_view user)
{
    static const char *const words[] = {
        "pass", "password", "passwd", "pwd",      "secret",   "user",          "token",
        "pw",   "p",        "foo",    "bar",      "test",     "guest",         "admin",
        "root", "xxx",      "abc",    "123",      "postgres", "key",           "passw0rd",
        "auth", "baz",      "some",   "username", "hunter2",  "x-oauth-basic", "passphrase"
    };
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_eq_nocase(password, lw_view_c(words[i])))
            return true;
    return lw_view_eq_nocase(password, user);
}

/* A variable that is put in when the program runs, or a word for what stands there. */
static bool is_filled_in(struct lw_view password)
{
    for (size_t i = 0; i < password.len; i++)
        if (strchr("${}<>*()[]|\\`;,!", password.ptr[i]) || password.ptr[i] < ' ')
            return true;
    return lw_view_find(password, LW_VIEW("...")) != LW_NOT_FOUND || password.ptr[0] == '%' ||
           holds(password, "password") || holds(password, "passwd");
}

static bool is_reserved_host(struct lw_view rest)
{
    static const char *const hosts[] = { "example",  "localhost", "127.",  "0.0.0.0", "host",
                                         "hostname", "server",    "proxy", "domain",  "192.0.2." };
    size_t len = 0;
    while (len < rest.len && len < 255 &&
           (lw_is_alnum(rest.ptr[len]) || strchr(".-", rest.ptr[len])))
        len++;
    struct lw_view host = lw_view_sub(rest, 0, len);
    for (size_t i = 0; i < LW_COUNT(hosts); i++)
        if (lw_view_starts_nocase(host, lw_view_c(hosts[i])))
            return true;
    return holds(host, "example.") || lw_view_ends_nocase(host, LW_VIEW(".invalid")) ||
           lw_view_ends_nocase(host, LW_VIEW(".test")) ||
           lw_view_find_byte(host, '.') == LW_NOT_FOUND;
}

/* "scheme://user:password@h": the match ends behind the host's first character. */
bool lw_secret_url(struct lw_secret *secret)
{
    struct lw_view bytes = secret->bytes;
    size_t sign = secret->at - 1, colon = sign, from;
    if (secret->at < 6 || bytes.ptr[sign] != '@')
        return false;
    while (colon > 0 && bytes.ptr[colon - 1] != ':' && sign - colon < 80)
        colon--;
    from = colon ? colon - 1 : 0;
    while (from > 0 && bytes.ptr[from - 1] != '/' && colon - from < 42)
        from--;
    struct lw_view user = lw_view_sub(bytes, from, colon - 1 - from);
    struct lw_view password = lw_view_sub(bytes, colon, sign - colon);
    if (colon == 0 || from == 0 || user.len == 0 || password.len < 4 || is_filled_in(password) ||
        is_common(password, user) || lw_secret_is_placeholder(user, false) ||
        is_reserved_host(lw_view_from(bytes, secret->at)))
        return false;
    secret->value = password;
    secret->at = colon;
    snprintf(secret->note, sizeof secret->note, "of user %.*s",
             (int)(user.len > 40 ? 40 : user.len), (const char *)user.ptr);
    return lw_entropy_tenths(password) >= 20;
}
