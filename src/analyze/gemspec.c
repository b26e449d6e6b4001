/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/gemspec.c - assignments of the form `s.name = "..."` in Ruby source.
 */
#include "analyze/gemspec.h"

#include "base/reader.h"

static void skip_space(struct lw_reader *r)
{
    while (lw_left(r) && lw_is_space(r->bytes.ptr[r->pos]))
        lw_skip(r, 1);
}

static uint8_t peek(const struct lw_reader *r)
{
    return lw_left(r) ? r->bytes.ptr[r->pos] : 0;
}

static uint8_t closing(uint8_t open)
{
    switch (open) {
    case '(':
        return ')';
    case '[':
        return ']';
    case '{':
        return '}';
    case '<':
        return '>';
    default:
        return open;
    }
}

/* "x", 'x', %q(x), %q<x>, %Q{x}; false where it is none, or is put together at run time. */
static bool string(struct lw_view *out, struct lw_reader *r)
{
    uint8_t quote = peek(r);
    bool percent = false;
    if (quote == '%') {
        lw_skip(r, 1);
        if (peek(r) == 'q' || peek(r) == 'Q')
            lw_skip(r, 1);
        quote = peek(r);
        percent = true;
    }
    if (!(percent ? strchr("([{<|!/", quote) : strchr("\"'", quote)) || quote == 0)
        return false;
    lw_skip(r, 1);
    struct lw_view rest = lw_view_from(r->bytes, r->pos);
    size_t len = lw_view_find_byte(rest, closing(quote));
    if (len == LW_NOT_FOUND)
        return false;
    *out = lw_take(r, len);
    lw_skip(r, 1);
    return lw_view_find(*out, LW_VIEW("#{")) == LW_NOT_FOUND &&
           lw_view_find_byte(*out, '\\') == LW_NOT_FOUND &&
           lw_view_find_byte(*out, '\n') == LW_NOT_FOUND;
}

/* `Gem::Version.new("1.2")` and `Gem::Platform.new "x"` are as good as the text itself. */
static void skip_constructor(struct lw_reader *r)
{
    static const char *const heads[] = { "Gem::Version.new", "Gem::Version.create",
                                         "Gem::Platform.new" };
    struct lw_view rest = lw_view_from(r->bytes, r->pos);
    for (size_t i = 0; i < LW_COUNT(heads); i++) {
        if (!lw_view_starts(rest, lw_view_c(heads[i])))
            continue;
        lw_skip(r, strlen(heads[i]));
        skip_space(r);
        if (peek(r) == '(')
            lw_skip(r, 1);
        skip_space(r);
        return;
    }
}

/* Behind a literal may stand .freeze and a closing bracket, and nothing that changes it. */
static bool ends_well(struct lw_view rest)
{
    if (lw_view_starts(rest, LW_VIEW(".freeze")))
        rest = lw_view_from(rest, 7);
    struct lw_view line;
    if (!lw_view_line(&line, &rest))
        return true;
    line = lw_view_trim(line);
    while (line.len && strchr(");,]", line.ptr[0]))
        line = lw_view_trim(lw_view_from(line, 1));
    return line.len == 0 || line.ptr[0] == '#' || lw_view_starts(line, LW_VIEW("if ")) ||
           lw_view_starts(line, LW_VIEW("unless ")) || lw_view_starts(line, LW_VIEW("s.")) ||
           lw_view_starts(line, LW_VIEW("end"));
}

static void scalar(struct lw_view *into, struct lw_reader *r)
{
    struct lw_view value;
    skip_constructor(r);
    if (into->len == 0 && string(&value, r) && ends_well(lw_view_from(r->bytes, r->pos)))
        *into = lw_view_trim(value);
}

static void words(struct lw_gemspec *out, struct lw_view text)
{
    struct lw_view piece;
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && !lw_is_space(text.ptr[end]))
            end++;
        piece = lw_view_sub(text, i, end - i);
        if (piece.len && out->license_count < LW_COUNT(out->licenses))
            out->licenses[out->license_count++] = piece;
        i = end + 1;
    }
}

/* ["MIT".freeze, 'Ruby'], %w[MIT Ruby], or one text. */
static void list(struct lw_gemspec *out, struct lw_reader *r)
{
    struct lw_view rest = lw_view_from(r->bytes, r->pos), one;
    if (lw_view_starts(rest, LW_VIEW("%w")) || lw_view_starts(rest, LW_VIEW("%W"))) {
        lw_skip(r, 2);
        uint8_t open = lw_u8(r);
        rest = lw_view_from(r->bytes, r->pos);
        size_t end = lw_view_find_byte(rest, closing(open));
        words(out, lw_view_sub(rest, 0, end == LW_NOT_FOUND ? 0 : end));
        return;
    }
    bool many = peek(r) == '[';
    if (many)
        lw_skip(r, 1);
    for (skip_space(r); string(&one, r); skip_space(r)) {
        if (out->license_count < LW_COUNT(out->licenses) && one.len)
            out->licenses[out->license_count++] = one;
        if (lw_view_starts(lw_view_from(r->bytes, r->pos), LW_VIEW(".freeze")))
            lw_skip(r, 7);
        skip_space(r);
        if (!many || peek(r) != ',')
            return;
        lw_skip(r, 1);
    }
}

/* The name of an attribute after its receiver: "s.name =" gives "name" and moves behind "=". */
static bool attribute(struct lw_view *name, struct lw_reader *r)
{
    size_t at = r->pos;
    while (at < r->bytes.len && (lw_is_alnum(r->bytes.ptr[at]) || r->bytes.ptr[at] == '_'))
        at++;
    *name = lw_view_sub(r->bytes, r->pos, at - r->pos);
    lw_skip(r, name->len);
    skip_space(r);
    if (name->len == 0 || peek(r) != '=')
        return false;
    lw_skip(r, 1);
    if (peek(r) == '=' || peek(r) == '~')
        return false;
    skip_space(r);
    return true;
}

void lw_gemspec_parse(struct lw_gemspec *out, struct lw_view text)
{
    *out = (struct lw_gemspec){ 0 };
    struct lw_reader r = lw_reader(text);
    bool comment = false;
    while (lw_left(&r)) {
        uint8_t c = lw_u8(&r);
        size_t before = r.pos >= 2 ? r.pos - 2 : 0;
        if (c == '\n' || c == '#')
            comment = c == '#';
        /* A receiver ("s", "spec", "gem") stands before the dot. */
        if (comment || c != '.' || r.pos < 2 || !lw_is_alpha(text.ptr[before]))
            continue;
        struct lw_view name;
        struct lw_reader ahead = r;
        if (!attribute(&name, &ahead))
            continue;
        if (lw_view_is(name, "name"))
            scalar(&out->name, &ahead);
        else if (lw_view_is(name, "version"))
            scalar(&out->version, &ahead);
        else if (lw_view_is(name, "platform"))
            scalar(&out->platform, &ahead);
        else if (lw_view_is(name, "license") || lw_view_is(name, "licenses"))
            list(out, &ahead);
    }
}
