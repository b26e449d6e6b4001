/* SPDX-License-Identifier: Apache-2.0
 *
 * review/loads_python.c - what Python imports, as far as its words tell.
 */
#include "base/buf.h"
#include "base/text.h"
#include "review/loads.h"
#include "review/loads_word.h"

/* Blanks between the words of one line, those that only Python knows among them. */
static bool is_gap(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

/* Whether the line that ends at `at`, at '\r' or '\n', goes on in the next: it ends in '\', and
 * "\r\n" is one end. */
static bool is_joined(struct lw_view text, size_t at)
{
    if (at && text.ptr[at] == '\n' && text.ptr[at - 1] == '\r')
        at--;
    return at && text.ptr[at - 1] == '\\';
}

/* All of a statement of Python, over lines where brackets are open. Where one is never closed that
 * is the rest of the text. */
static struct lw_view statement_from(struct lw_view text, size_t at)
{
    const struct lw_view rest = lw_view_from(text, at);
    bool open = false, comment = false;
    size_t end = 0;
    for (; end < rest.len; end++) {
        const uint8_t c = rest.ptr[end];
        const bool line = c == '\n' || c == '\r';
        if (line && !open && (comment || !is_joined(rest, end)))
            break;
        comment = (comment || c == '#') && !line;
        if (!comment)
            open = (open || c == '(') && c != ')';
    }
    return lw_view_sub(rest, 0, end);
}

/* Whether a statement can begin at a word: prose and names have other words before it. */
static bool begins_statement(const struct lw_load_word *word)
{
    size_t at = word->at;
    while (at && is_gap(word->text.ptr[at - 1]))
        at--;
    const uint8_t c = at ? word->text.ptr[at - 1] : '\n';
    return c == '\n' || c == '\r' || c == ';' || c == ':' || c == '\\' || c >= 0x80;
}

/* Moves past blanks, dots and lines that go on; false: the statement ends here. `*dots` becomes
 * true where one was among them. */
static bool past_dots(struct lw_view text, size_t *at, bool *dots)
{
    for (; *at < text.len; ++*at) {
        const uint8_t c = text.ptr[*at];
        const bool line = c == '\n' || c == '\r';
        if (line && !is_joined(text, *at))
            return false;
        if (!line && !is_gap(c) && c != '.' && c != '\\')
            break;
        *dots = *dots || c == '.';
    }
    return lw_load_in_word(lw_load_byte_at(text, *at));
}

/* "from .a.b import": whether `import` follows a name with dots, from behind `from` on. `*at` is
 * then behind what is no import: names alone. */
static bool is_from_import(struct lw_view text, size_t *at)
{
    struct lw_load_word word;
    for (bool name = false;; name = true) {
        bool dots = false;
        if (!past_dots(text, at, &dots) || !lw_load_word_next(&word, text, *at))
            return false;
        if (lw_view_is(word.name, "import"))
            return name || dots;
        if (name && !dots)
            return false;
        *at = word.end;
    }
}

/* Whether an import begins at a word; `*at` moves on past what is none. */
static bool is_import(const struct lw_load_word *word, size_t *at)
{
    *at = word->end;
    if (lw_view_is(word->name, "import_module") || lw_view_is(word->name, "__import__"))
        return true;
    if (lw_view_is(word->name, "import"))
        return begins_statement(word);
    return lw_view_is(word->name, "from") && begins_statement(word) &&
           is_from_import(word->text, at);
}

/* The next statement that imports, from `*at` on; the empty view at the end. */
static struct lw_view next_import(struct lw_view text, size_t *at)
{
    struct lw_load_word word;
    while (lw_load_word_next(&word, text, *at))
        if (is_import(&word, at)) {
            const struct lw_view statement = statement_from(text, word.at);
            *at = word.at + statement.len;
            return statement;
        }
    return LW_VIEW_NONE;
}

enum lw_loads lw_loads_python(struct lw_view text)
{
    struct lw_view statement;
    struct lw_load_word word;
    for (size_t at = 0; (statement = next_import(text, &at)).len;)
        for (size_t in = 0; lw_load_word_next(&word, statement, in); in = word.end)
            if (lw_loads_test_folder(word.name))
                return LW_LOADS_TESTS;
    return LW_LOADS_PLAIN;
}

void lw_loads_python_words(struct lw_map *out, struct lw_view text, struct lw_arena *arena,
                           size_t owner)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    struct lw_view statement;
    struct lw_load_word word;
    lw_buf_printf(&key, "%zu ", owner);
    const size_t head = key.len;
    for (size_t at = 0; (statement = next_import(text, &at)).len;)
        for (size_t in = 0; lw_load_word_next(&word, statement, in); in = word.end) {
            key.len = head;
            lw_buf_add(&key, word.name);
            (void)lw_map_put_copy(out, lw_buf_view(&key), arena, NULL);
        }
}
