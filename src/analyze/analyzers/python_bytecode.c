/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/python_bytecode.c - compiled Python without its source, or that is not of its source.
 *
 * Python runs what is compiled, and looks at the source's size and time at most: whoever reads the
 * source reads something else. What is compiled names what it uses; a name that the source does not
 * hold was not compiled from it.
 */
#include "analyze/analyzer.h"
#include "analyze/place.h"
#include "analyze/pyc.h"
#include "base/map.h"
#include "base/text.h"

enum {
    NAMES_SHOWN = 5,
    WORD_MIN_BYTES = 5,
    WORDS_MIN_MISSING = 3,
    SOURCE_MAX_BYTES = 16 << 20,
    PIECE_MAX_BYTES = 64, /* longer words are not tried as two in a row */
};

/* What the source may be searched for words that are none of its own, in bytes that are read. */
static const uint64_t searched_max_bytes = (uint64_t)2 << 30;

static enum lw_want wants(const struct lw_file *file)
{
    return lw_view_ends(file->path, LW_VIEW(".pyc")) && file->size_bytes >= 8 ? LW_WANT_YES
                                                                              : LW_WANT_NO;
}

struct compare {
    struct lw_view source;
    struct lw_map words;     /* of the source */
    struct lw_map missing;   /* names that are not among them */
    struct lw_map constants; /* words of constants that the source does not hold */
    struct lw_map seen;      /* words that were looked for before */
    struct lw_view compiled_from;
    uint64_t searched_bytes;
    bool gave_up;
};

static bool word_char(uint8_t c)
{
    return lw_is_alnum(c) || c == '_' || c >= 0x80;
}

/* Cuts the next word off. */
static struct lw_view next_word(struct lw_view *rest)
{
    size_t from = 0, end;
    while (from < rest->len && !word_char(rest->ptr[from]))
        from++;
    for (end = from; end < rest->len && word_char(rest->ptr[end]);)
        end++;
    struct lw_view word = lw_view_sub(*rest, from, end - from);
    *rest = lw_view_from(*rest, end);
    return word;
}

/* Names that the compiler puts there by itself, and "_Class__name", which it makes of "__name". */
static bool is_compilers(struct lw_view name)
{
    if (name.len == 0 || name.ptr[0] == '.' || name.ptr[0] == '<' ||
        (lw_view_starts(name, LW_VIEW("__")) && lw_view_ends(name, LW_VIEW("__"))))
        return true;
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] >= 0x80) /* written in another form of the same letters */
            return true;
    if (lw_view_is(name, "AssertionError") || lw_view_is(name, "StopAsyncIteration"))
        return true; /* of `assert` and `async for`, up to 3.8 */
    return name.ptr[0] == '_' && lw_view_find(name, LW_VIEW("__")) != LW_NOT_FOUND;
}

static void take_name(struct compare *c, struct lw_view name)
{
    struct lw_view part, rest = name;
    if (is_compilers(name))
        return;
    while (lw_view_split(&part, &rest, '.')) /* "os.path" of an import */
        if (part.len && !lw_map_get(&c->words, part))
            (void)lw_map_put(&c->missing, part, NULL);
}

/* Two literals in a row become one: "use" "with" is compiled to "usewith". */
static bool is_joined(const struct compare *c, struct lw_view word)
{
    for (size_t i = 1; i < word.len && word.len <= PIECE_MAX_BYTES; i++)
        if (lw_map_get(&c->words, lw_view_sub(word, 0, i)) &&
            lw_map_get(&c->words, lw_view_from(word, i)))
            return true;
    return false;
}

/* "f.<locals>.<listcomp>" is the compiler's. */
static bool is_qualified_name(struct lw_view text)
{
    return lw_view_find(text, LW_VIEW("<locals>")) != LW_NOT_FOUND ||
           (text.len && text.ptr[0] == '<' && text.ptr[text.len - 1] == '>');
}

/* "9" * 40, 10 ** 60: worked out by the compiler. */
static bool is_computed(struct lw_view word)
{
    size_t digits = 0, same = 0;
    for (size_t i = 0; i < word.len; i++) {
        digits += lw_is_digit(word.ptr[i]);
        same += i > 1 && word.ptr[i] == word.ptr[i % 2];
    }
    return digits == word.len || same + 2 >= word.len;
}

/* Somewhere in the source, as part of a longer word; each word is looked for once. */
static bool is_within(struct compare *c, struct lw_view word)
{
    c->searched_bytes += c->source.len + 64;
    c->gave_up = c->gave_up || c->searched_bytes > searched_max_bytes;
    return c->gave_up || lw_view_find(c->source, word) != LW_NOT_FOUND;
}

/* A word that no part of the source spells; one that is written in pieces is found by them. */
static void take_text(struct compare *c, struct lw_view text)
{
    struct lw_view word;
    if (is_qualified_name(text))
        return;
    while ((word = next_word(&text)).len) {
        if (word.len < WORD_MIN_BYTES || is_computed(word) || is_compilers(word) ||
            lw_map_get(&c->words, word))
            continue;
        bool made = false;
        (void)lw_map_put(&c->seen, word, &made);
        if (!made || is_joined(c, word) || is_within(c, word))
            continue;
        (void)lw_map_put(&c->constants, word, NULL);
    }
}

static void take(void *ctx, enum lw_pyc_role role, struct lw_view text)
{
    struct compare *c = ctx;
    if (role == LW_PYC_NAME)
        take_name(c, text);
    else if (role == LW_PYC_TEXT && c->constants.count < 64)
        take_text(c, text);
    else if (role == LW_PYC_FILE && c->compiled_from.len == 0)
        c->compiled_from = text;
}

static struct lw_fact *tell(struct lw_facts *out, const struct lw_file *file, const char *kind,
                            const struct lw_pyc_header *header)
{
    struct lw_fact *fact = lw_facts_add(out, LW_F_INTEGRITY, file->location);
    lw_fact_set_c(out, fact, LW_K_KIND, kind);
    lw_fact_printf(out, fact, LW_K_VERSION, "3.%u", header->minor);
    return fact;
}

static void add_names(struct lw_facts *out, struct lw_fact *fact, const struct lw_map *names)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < names->count && i < NAMES_SHOWN; i++) {
        lw_buf_add_c(&buf, i ? ", " : "");
        lw_text_add_safe(&buf, lw_view_sub(names->items[i].key, 0, 80));
    }
    if (names->count > NAMES_SHOWN)
        lw_buf_printf(&buf, " and %zu more", names->count - NAMES_SHOWN);
    lw_fact_printf(out, fact, LW_K_DETAIL, "the source does not hold: %.*s",
                   LW_FMT(lw_buf_view(&buf)));
}

/* Python takes the source instead where size, or hash, are not the source's. */
static bool header_fits(const struct lw_pyc_header *header, struct lw_view source)
{
    if (header->check == LW_PYC_BY_TIME)
        return header->source_bytes == (uint32_t)source.len;
    return lw_pyc_hash_fits(header, source);
}

/* A word may be spelled by them. */
static bool has_escapes(struct lw_view source)
{
    return lw_view_find(source, LW_VIEW("\\x")) != LW_NOT_FOUND ||
           lw_view_find(source, LW_VIEW("\\u")) != LW_NOT_FOUND ||
           lw_view_find(source, LW_VIEW("\\N")) != LW_NOT_FOUND;
}

static lw_status compare(struct lw_facts *out, const struct lw_file *file,
                         const struct lw_pyc_header *header, struct lw_view source,
                         struct compare *c, struct lw_err *err)
{
    struct lw_view rest = source, word;
    c->source = source;
    while ((word = next_word(&rest)).len)
        (void)lw_map_put(&c->words, word, NULL);
    struct lw_pyc_visitor visitor = { take, c };
    LW_TRY(lw_pyc_walk(header, &visitor, err));
    LW_ENSURE(!c->gave_up || c->missing.count, err, LW_E_LIMIT, 0,
              "it holds too many words to be compared with its source");
    bool fits = header_fits(header, source);
    bool texts = c->constants.count >= WORDS_MIN_MISSING && !has_escapes(source);
    if (c->missing.count || texts) {
        struct lw_fact *fact = tell(out, file, "bytecode-differs", header);
        add_names(out, fact, c->missing.count ? &c->missing : &c->constants);
        lw_fact_set_c(out, fact, LW_K_FOUND, fits ? "used in place of the source" : "not used");
    } else if (!fits && header->check != LW_PYC_BY_TIME) {
        struct lw_fact *fact = tell(out, file, "bytecode-stale", header);
        lw_fact_set_c(out, fact, LW_K_DETAIL,
                      header->check == LW_PYC_UNCHECKED ? "of another source, and used all the same"
                                                        : "of another source");
    } else if (!fits) {
        struct lw_fact *fact = tell(out, file, "bytecode-stale", header);
        lw_fact_printf(out, fact, LW_K_DETAIL, "of a source of %u bytes, not of %zu",
                       header->source_bytes, source.len);
    }
    return LW_OK;
}

static lw_status with_source(struct lw_facts *out, const struct lw_file *file,
                             const struct lw_pyc_header *header, const struct lw_entry *entry,
                             struct lw_err *err)
{
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    struct lw_content content;
    struct compare c = { 0 };
    LW_ENSURE(entry->bytes <= SOURCE_MAX_BYTES, err, LW_E_LIMIT, 0,
              "its source is too large to be compared");
    LW_TRY(lw_archive_read(&content, lw_file_beside(file), entry, false, scratch, err));
    lw_status status = compare(out, file, header, content.bytes, &c, err);
    struct lw_view from = lw_path_base(c.compiled_from), source = lw_path_base(entry->path);
    if (lw_ok(status) && from.len && from.ptr[0] != '<' && !lw_view_eq(from, source)) {
        struct lw_fact *fact = tell(out, file, "bytecode-renamed", header);
        lw_fact_printf(out, fact, LW_K_DETAIL, "it was compiled from %.*s",
                       LW_FMT(lw_text_safe(out->arena, lw_view_sub(from, 0, 200))));
    }
    lw_map_clear(&c.words);
    lw_map_clear(&c.missing);
    lw_map_clear(&c.constants);
    lw_map_clear(&c.seen);
    return status;
}

/* "x.cpython-311.pyc" is found by Python 3.11 only. */
static bool tag_fits(struct lw_view path, unsigned minor)
{
    struct lw_view base = lw_path_base(path);
    size_t tag = lw_view_find(base, LW_VIEW(".cpython-3"));
    uint64_t stated = 0;
    if (tag == LW_NOT_FOUND)
        return true;
    struct lw_view number = lw_view_from(base, tag + 10);
    size_t len = 0;
    while (len < number.len && lw_is_digit(number.ptr[len]))
        len++;
    return lw_view_u64(&stated, lw_view_sub(number, 0, len), 99) && stated == minor;
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_pyc_header header;
    LW_TRY(lw_pyc_header(&header, file->bytes, err));
    if (!tag_fits(file->path, header.minor)) {
        struct lw_fact *fact = tell(out, file, "bytecode-version", &header);
        lw_fact_printf(out, fact, LW_K_DETAIL, "it is of Python 3.%u, not of its name's version",
                       header.minor);
    }
    const struct lw_archive *archive = lw_file_beside(file);
    const struct lw_entry *entry = archive ? lw_archive_find(archive,
                                                             lw_pyc_source(out->arena, file->path))
                                           : NULL;
    if (entry && entry->type == LW_ENTRY_FILE)
        return with_source(out, file, &header, entry, err);
    struct lw_fact *fact = tell(out, file, "bytecode-without-source", &header);
    bool cached = lw_view_is(lw_path_base(lw_path_dir(file->path)), "__pycache__");
    lw_fact_set_c(out, fact, LW_K_DETAIL,
                  cached ? "Python does not use it without its source" : "Python runs it");
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_python_bytecode = {
    .name = "python-bytecode",
    .what = "compiled Python without its source, or that is not of its source",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_INTEGRITY),
    .wants = wants,
    .file = file,
};
