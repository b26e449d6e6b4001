/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/disguise.c - files whose content is of another kind than their name says.
 *
 * Only what could be run, loaded or unpacked under a harmless name is told: a GIF named .png is a
 * slip, an ELF file named .png is not.
 * Spec: the formats' own descriptions; PNG 11.2.5 (IEND); APPNOTE 4.3.16 (end of a zip).
 */
#include <stdlib.h>

#include "analyze/analyzer.h"
#include "analyze/elf.h"
#include "analyze/packed.h"
#include "base/text.h"

enum { HEAD_BYTES = 4096, TAIL_BYTES = 65557, CODE_LOOK_BYTES = 2048 };

enum claim {
    C_NONE,
    C_PICTURE, /* pictures, fonts, sound: never text, never run */
    C_MARKUP,  /* text that is never run: JSON, CSS, XML ... */
    C_PROSE,   /* documents, where "#!" may begin an example */
    C_CODE,    /* text that is run */
    C_LIBRARY, /* ELF, or another system's */
    C_SCRAP,   /* logs, copies, temporary files: data of any kind but programs */
};

/* What a name is taken for. */
enum kind {
    K_PICTURE,
    K_FONT,
    K_FILM,
    K_DOCUMENT,
    K_MARKUP,
    K_PROSE,
    K_CODE,
    K_LIBRARY,
    K_SCRAP,
    K_NONE,
};

static const struct {
    enum claim claim;
    const char *what;
} claims[] = {
    [K_PICTURE] = { C_PICTURE, "a picture" },
    [K_FONT] = { C_PICTURE, "a font" },
    [K_FILM] = { C_PICTURE, "sound or film" },
    [K_DOCUMENT] = { C_PICTURE, "a document" },
    [K_MARKUP] = { C_MARKUP, "data" },
    [K_PROSE] = { C_PROSE, "text" },
    [K_CODE] = { C_CODE, "code" },
    [K_LIBRARY] = { C_LIBRARY, "a library" },
    [K_SCRAP] = { C_SCRAP, "data" },
};

struct suffix {
    char text[9]; /* behind the dot */
    enum kind kind;
};

/* In the order of strcmp(). */
static const struct suffix suffixes[] = {
    { "avi", K_FILM },     { "bak", K_SCRAP },      { "bin", K_SCRAP },   { "blob", K_SCRAP },
    { "bmp", K_PICTURE },  { "cache", K_SCRAP },    { "cfg", K_MARKUP },  { "cjs", K_CODE },
    { "crt", K_SCRAP },    { "css", K_MARKUP },     { "csv", K_MARKUP },  { "dat", K_SCRAP },
    { "data", K_SCRAP },   { "db", K_SCRAP },       { "eot", K_FONT },    { "gif", K_PICTURE },
    { "htm", K_MARKUP },   { "html", K_MARKUP },    { "ico", K_PICTURE }, { "ini", K_MARKUP },
    { "jpeg", K_PICTURE }, { "jpg", K_PICTURE },    { "js", K_CODE },     { "json", K_MARKUP },
    { "key", K_SCRAP },    { "lock", K_SCRAP },     { "log", K_PROSE },   { "lua", K_CODE },
    { "map", K_MARKUP },   { "markdown", K_PROSE }, { "md", K_PROSE },    { "mjs", K_CODE },
    { "mov", K_FILM },     { "mp3", K_FILM },       { "mp4", K_FILM },    { "node", K_LIBRARY },
    { "ogg", K_FILM },     { "old", K_SCRAP },      { "otf", K_FONT },    { "pdf", K_DOCUMENT },
    { "pem", K_SCRAP },    { "php", K_CODE },       { "pl", K_CODE },     { "png", K_PICTURE },
    { "pth", K_SCRAP },    { "py", K_CODE },        { "raw", K_SCRAP },   { "rb", K_CODE },
    { "rst", K_PROSE },    { "so", K_LIBRARY },     { "svg", K_MARKUP },  { "tif", K_PICTURE },
    { "tiff", K_PICTURE }, { "tmp", K_SCRAP },      { "toml", K_MARKUP }, { "ts", K_CODE },
    { "ttf", K_FONT },     { "txt", K_PROSE },      { "wav", K_FILM },    { "webm", K_FILM },
    { "webp", K_PICTURE }, { "woff", K_FONT },      { "woff2", K_FONT },  { "xml", K_MARKUP },
    { "yaml", K_MARKUP },  { "yml", K_MARKUP },
};

static int by_text(const void *key, const void *item)
{
    const struct suffix *suffix = item;
    return strcmp(key, suffix->text);
}

/* By its suffix, in any case. */
static enum kind kind_of(struct lw_view path)
{
    struct suffix wanted = { .kind = K_NONE };
    struct lw_view base = lw_path_base(path);
    size_t dot = lw_view_rfind_byte(base, '.');
    if (dot == LW_NOT_FOUND || dot == 0 || base.len - dot > sizeof wanted.text)
        return K_NONE;
    struct lw_view suffix = lw_view_from(base, dot + 1);
    if (lw_view_find_byte(suffix, 0) != LW_NOT_FOUND)
        return K_NONE;
    for (size_t i = 0; i < suffix.len; i++)
        wanted.text[i] = (char)lw_lower(suffix.ptr[i]);
    const struct suffix *hit = bsearch(wanted.text, suffixes, LW_COUNT(suffixes), sizeof *suffixes,
                                       by_text);
    return hit ? hit->kind : K_NONE;
}

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 16 && kind_of(file->path) != K_NONE ? LW_WANT_YES : LW_WANT_NO;
}

/* What can be run or unpacked; NULL where it is neither. */
static const char *program_form(struct lw_view bytes)
{
    if (lw_elf_magic(bytes))
        return "elf";
    if (lw_view_starts(bytes, LW_VIEW("\xcf\xfa\xed\xfe")) ||
        lw_view_starts(bytes, LW_VIEW("\xce\xfa\xed\xfe")))
        return "mach-o";
    if (lw_view_starts(bytes, LW_VIEW("\0asm")))
        return "webassembly";
    if (lw_view_starts(bytes, LW_VIEW("MZ")) &&
        lw_view_find(lw_view_sub(bytes, 0, 1024), LW_VIEW("PE\0\0")) != LW_NOT_FOUND)
        return "pe";
    if (lw_view_starts(bytes, LW_VIEW("\xca\xfe\xba\xbe")))
        return "java-class";
    return NULL;
}

static const char *archive_form(struct lw_view bytes)
{
    const struct lw_packed *packed = lw_packed(lw_view_sub(bytes, 0, LW_PACKED_HEAD_BYTES));
    return packed ? packed->format : lw_view_starts(bytes, LW_VIEW("PK\3\4")) ? "zip" : NULL;
}

/* Text in place of a picture: code, or what stands for a file that git keeps elsewhere. */
static const char *text_form(struct lw_view bytes)
{
    if (!lw_text_likely(bytes) || lw_view_starts(bytes, LW_VIEW("version https://git-lfs")))
        return NULL;
    struct lw_view head = lw_view_trim(lw_view_sub(bytes, 0, HEAD_BYTES));
    if (lw_view_starts(head, LW_VIEW("<")) || !lw_utf8_valid(lw_view_sub(bytes, 0, 512)))
        return NULL; /* an SVG, or the page of an error */
    return lw_view_starts(bytes, LW_VIEW("#!")) ? "script" : "text";
}

/* JSON begins with one of few characters; JavaScript that is called so does not. */
static bool is_code_not_json(struct lw_view path, struct lw_view bytes)
{
    static const char *const words[] = { "require(", "module.exports", "function", "=>",
                                         "import ",  "eval(",          "process." };
    struct lw_view head = lw_view_trim(lw_view_sub(bytes, 0, CODE_LOOK_BYTES));
    if (!lw_view_ends_nocase(path, LW_VIEW(".json")) || head.len == 0 || !lw_text_likely(bytes) ||
        strchr("{[\"-0123456789/#\xef", head.ptr[0]))
        return false;
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_find(head, lw_view_c(words[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

/* A script of the linker that stands in for a library. */
static bool is_linker_script(struct lw_view bytes)
{
    struct lw_view head = lw_view_sub(bytes, 0, 512);
    return lw_view_starts(head, LW_VIEW("/* GNU ld")) ||
           lw_view_find(head, LW_VIEW("INPUT(")) != LW_NOT_FOUND ||
           lw_view_find(head, LW_VIEW("INPUT (")) != LW_NOT_FOUND ||
           lw_view_find(head, LW_VIEW("GROUP")) != LW_NOT_FOUND;
}

static const char *library_form(struct lw_view bytes)
{
    const char *program = program_form(bytes);
    if (program)
        return strcmp(program, "java-class") == 0 || strcmp(program, "webassembly") == 0 ? program
                                                                                         : NULL;
    if (archive_form(bytes))
        return archive_form(bytes);
    return lw_text_likely(bytes) && !is_linker_script(bytes) && lw_view_starts(bytes, LW_VIEW("#!"))
               ? "script"
               : NULL;
}

static const char *form_of(enum claim claim, struct lw_view path, struct lw_view bytes)
{
    const char *form = claim == C_LIBRARY ? NULL : program_form(bytes);
    if (form)
        return form;
    switch (claim) {
    case C_PICTURE:
        form = archive_form(bytes);
        return form ? form : text_form(bytes);
    case C_MARKUP:
        form = archive_form(bytes);
        if (form)
            return form;
        return lw_view_starts(bytes, LW_VIEW("#!")) ? "script"
               : is_code_not_json(path, bytes)      ? "code"
                                                    : NULL;
    case C_PROSE:
    case C_CODE:
        return archive_form(bytes);
    case C_LIBRARY:
        return library_form(bytes);
    case C_SCRAP:
    case C_NONE:
        break;
    }
    return NULL;
}

static struct lw_fact *tell(struct lw_facts *out, const struct lw_file *file, const char *kind,
                            const char *type)
{
    struct lw_fact *fact = lw_facts_add(out, LW_F_DISGUISE, file->location);
    lw_fact_set_c(out, fact, LW_K_KIND, kind);
    lw_fact_set_c(out, fact, LW_K_TYPE, type);
    return fact;
}

/* A picture that is also a zip: what reads it from its end finds another file. */
static bool ends_as_zip(struct lw_view bytes, size_t *at)
{
    size_t from = bytes.len > TAIL_BYTES ? bytes.len - TAIL_BYTES : 0;
    struct lw_view tail = lw_view_from(bytes, from);
    for (size_t i = tail.len; i-- > 0;) { /* the last one counts, as for whoever unpacks it */
        if (!lw_view_starts(lw_view_from(tail, i), LW_VIEW("PK\5\6")))
            continue;
        struct lw_reader r = lw_reader_at(tail, i + 20);
        uint16_t comment = lw_u16le(&r);
        *at = from + i;
        if (!r.bad && r.pos + comment == tail.len)
            return true;
    }
    return false;
}

static void tell_appended(struct lw_facts *out, const struct lw_file *file, const char *type)
{
    struct lw_view bytes = file->bytes;
    size_t at;
    bool zip = ends_as_zip(bytes, &at);
    if (!zip && lw_view_starts(bytes, LW_VIEW("\x89PNG\r\n\x1a\n"))) {
        size_t end = lw_view_find(bytes, LW_VIEW("\0\0\0\0IEND"));
        at = end == LW_NOT_FOUND ? bytes.len : end + 12;
        if (at + 64 > bytes.len)
            return;
    } else if (!zip) {
        return;
    }
    struct lw_fact *fact = tell(out, file, zip ? "zip" : "appended-data", type);
    fact->offset = at;
    lw_fact_printf(out, fact, LW_K_DETAIL, "%s with %s behind its end", type,
                   zip ? "a zip" : "data");
}

/* ".bin" is what programs are called too: those that may be run. */
static bool is_program_name(const struct lw_file *file)
{
    return (file->mode & 0111) && lw_view_ends_nocase(file->path, LW_VIEW(".bin"));
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    const enum kind kind = kind_of(file->path);
    if (kind == K_NONE || is_program_name(file))
        return LW_OK;
    const char *form = form_of(claims[kind].claim, file->path, file->bytes);
    if (form) {
        struct lw_fact *fact = tell(out, file, form, claims[kind].what);
        lw_fact_printf(out, fact, LW_K_DETAIL, "it is named as %s and is %s", claims[kind].what,
                       form);
    } else if (claims[kind].claim == C_PICTURE) {
        tell_appended(out, file, claims[kind].what);
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_disguise = {
    .name = "disguise",
    .what = "programs, archives and code under the name of something harmless",
    .wants = wants,
    .file = file,
};
