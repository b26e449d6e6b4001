/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/obfuscation.c - code that was made hard to read, told apart from what is only minified.
 *
 * A bundler shortens names and drops line ends; it does not number its names in hex, put all
 * strings into one table that is read through a function, hide code to the right of the screen or
 * turn the direction of writing. Only the second kind is obfuscation.
 */
#include "analyze/analyzer.h"
#include "analyze/filekind.h"
#include "analyze/lines.h"
#include "analyze/secret_mask.h"
#include "analyze/syntax/source_text.h"
#include "analyze/text_shape.h"
#include "base/text.h"

enum {
    HEX_NAMES_MIN = 8,
    LOOKALIKE_NAMES_MIN = 6,
    HEX_ESCAPES_MIN = 40,
    TABLE_ITEMS_MIN = 24,
    RANDOM_MIN_BYTES = 512,
    LONG_LINE_BYTES = 2000,
    MINIFIED_BYTES = 2048,
    MINIFIED_LINE_BYTES = 500,
    UNSEEN_MIN = 4,      /* characters that show as nothing, in code or in one literal */
    UNSEEN_ALL_MIN = 64, /* in all literals */
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 16 ? LW_WANT_MAYBE : LW_WANT_NO;
}

static bool accepts(struct lw_view head)
{
    return lw_text_likely(head);
}

struct teller {
    struct lw_facts *out;
    const struct lw_file *file;
    struct lw_lines lines;
};

static struct lw_fact *tell(struct teller *t, const char *kind, size_t at)
{
    struct lw_fact *fact = lw_facts_add(t->out, LW_F_OBFUSCATION, t->file->location);
    struct lw_lines lines = t->lines;
    fact->offset = at;
    fact->line = lw_line_of(&lines, at);
    lw_fact_set_c(t->out, fact, LW_K_KIND, kind);
    return fact;
}

/* What stands there, without what it hides by. */
static void add_snippet(struct teller *t, struct lw_fact *fact, size_t at)
{
    struct lw_view text = lw_view_sub(t->file->bytes, at, 120);
    size_t end = lw_view_find_byte(text, '\n');
    text = lw_view_trim(end == LW_NOT_FOUND ? text : lw_view_sub(text, 0, end));
    size_t from = text.len ? (size_t)(text.ptr - t->file->bytes.ptr) : at;
    text = lw_secret_shown(t->out->arena, t->file->bytes, from, text.len, t->file->hits);
    lw_fact_set(t->out, fact, LW_K_SNIPPET, lw_text_safe(t->out->arena, text));
}

static void tell_characters(struct teller *t, const struct lw_text_shape *s)
{
    if (s->bidi) {
        struct lw_fact *fact = tell(t, "bidirectional", s->bidi_at);
        lw_fact_printf(t->out, fact, LW_K_COUNT, "%zu", s->bidi);
        add_snippet(t, fact, s->bidi_at);
    }
    /* One stands in many a text by accident; a payload takes hundreds. */
    bool in_literal = s->invisible_literal >= UNSEEN_MIN || s->invisible_literals >= UNSEEN_ALL_MIN;
    if (s->invisible >= UNSEEN_MIN || in_literal) {
        bool code = s->invisible >= UNSEEN_MIN;
        size_t at = code ? s->invisible_at : s->invisible_literal_at;
        struct lw_fact *fact = tell(t, "invisible", at);
        lw_fact_printf(t->out, fact, LW_K_COUNT, "%zu", s->invisible + s->invisible_literals);
        add_snippet(t, fact, at);
    }
    if (s->invisible_names) {
        struct lw_fact *fact = tell(t, "invisible-names", s->invisible_name_at);
        lw_fact_printf(t->out, fact, LW_K_COUNT, "%zu", s->invisible_names);
        add_snippet(t, fact, s->invisible_name_at);
    }
    if (s->mixed) {
        struct lw_fact *fact = tell(t, "lookalike-names", s->mixed_at);
        lw_fact_printf(t->out, fact, LW_K_COUNT, "%zu", s->mixed);
        add_snippet(t, fact, s->mixed_at);
    }
}

/* Python decodes a source as it says of itself: what stands there need not be what runs. */
static void tell_coding(struct teller *t)
{
    const char *language = lw_code_language(t->file->path, t->file->bytes);
    if (!language || strcmp(language, "python") != 0 || lw_source_is_pth(t->file->path))
        return;
    struct lw_view name = lw_source_coding(t->file->bytes);
    if (!name.len || lw_source_coding_plain(name))
        return;
    size_t at = (size_t)(name.ptr - t->file->bytes.ptr);
    struct lw_fact *fact = tell(t, "hidden-encoding", at);
    lw_fact_printf(t->out, fact, LW_K_DETAIL, "is decoded by %.*s before it runs",
                   LW_FMT(lw_text_safe(t->out->arena, lw_view_sub(name, 0, 40))));
    add_snippet(t, fact, at);
}

static bool is_minified(const struct lw_text_shape *s)
{
    return s->lines && s->code_bytes >= MINIFIED_BYTES && s->code_bytes / s->lines >= 160 &&
           s->longest_line >= MINIFIED_LINE_BYTES;
}

/* Names and tables: true where the code as a whole is obfuscated. */
static bool tell_names(struct teller *t, const struct lw_text_shape *s)
{
    bool mangled = s->hex_names >= HEX_NAMES_MIN && s->hex_names * 12 >= s->names;
    bool alike = s->lookalike_names >= LOOKALIKE_NAMES_MIN && s->lookalike_names * 12 >= s->names;
    if (mangled || alike) {
        struct lw_fact *fact = tell(t, "mangled-names", 0);
        lw_fact_printf(t->out, fact, LW_K_DETAIL, "%zu of %zu names are %s",
                       mangled ? s->hex_names : s->lookalike_names, s->names,
                       mangled ? "numbers in hex" : "of letters that look alike");
    }
    if (s->table_items >= TABLE_ITEMS_MIN && mangled && s->index_calls >= HEX_NAMES_MIN) {
        struct lw_fact *fact = tell(t, "string-table", s->table_at);
        lw_fact_printf(t->out, fact, LW_K_COUNT, "%zu", s->table_items);
        add_snippet(t, fact, s->table_at);
    }
    bool escaped = s->hex_escapes >= HEX_ESCAPES_MIN && s->hex_escapes * 4 * 2 >= s->string_bytes;
    if (escaped) {
        struct lw_fact *fact = tell(t, "escaped-strings", 0);
        lw_fact_printf(t->out, fact, LW_K_DETAIL, "%zu characters are written as numbers",
                       s->hex_escapes);
    }
    return mangled || alike || escaped;
}

/* A literal that is most of the file, or stands in code that is otherwise small: a payload. Large
 * bundles carry fonts, pictures and programs for WebAssembly in the same form. */
static void tell_literal(struct teller *t, const struct lw_text_shape *s)
{
    if (s->random_bytes < RANDOM_MIN_BYTES)
        return;
    struct lw_view v = lw_view_sub(t->file->bytes, s->random_at, 48);
    if (lw_view_starts(v, LW_VIEW("data:")))
        return;
    struct lw_fact *fact = tell(t, "high-entropy-literal", s->random_at);
    lw_fact_printf(t->out, fact, LW_K_BYTES, "%zu", s->random_bytes);
    lw_fact_printf(t->out, fact, LW_K_DETAIL, "%zu%% of the file, %u.%u bits a character",
                   s->random_bytes * 100 / t->file->bytes.len, s->random_entropy / 10,
                   s->random_entropy % 10);
    add_snippet(t, fact, s->random_at);
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    if (lw_file_kind(file->path, file->bytes) != LW_KIND_CODE)
        return LW_OK;
    const char *language = lw_code_language(file->path, file->bytes);
    struct lw_text_shape s = lw_text_shape(file->bytes, lw_lexis_of(language));
    struct teller t = { out, file, lw_lines(file->bytes) };
    tell_coding(&t);
    tell_characters(&t, &s);
    if (s.far_right_columns) {
        struct lw_fact *fact = tell(&t, "far-right", s.far_right_at);
        lw_fact_printf(out, fact, LW_K_DETAIL, "code behind %zu blanks", s.far_right_columns);
        add_snippet(&t, fact, s.far_right_at);
    }
    bool obfuscated = tell_names(&t, &s);
    tell_literal(&t, &s);
    if (!obfuscated && is_minified(&s)) {
        struct lw_fact *fact = tell(&t, "minified", 0);
        lw_fact_printf(out, fact, LW_K_DETAIL, "%zu bytes of code in %zu lines", s.code_bytes,
                       s.lines);
    } else if (!obfuscated && s.longest_line >= LONG_LINE_BYTES) {
        struct lw_fact *fact = tell(&t, "long-line", 0);
        fact->line = 0;
        lw_fact_printf(out, fact, LW_K_BYTES, "%zu", s.longest_line);
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_obfuscation = {
    .name = "obfuscation",
    .what = "code made hard to read: names, tables of strings, hidden lines and characters",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_OBFUSCATION),
    .wants = wants,
    .accepts = accepts,
    .file = file,
};
