/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/go_binary.c - the modules that a Go program was built from.
 *
 * The build information stands at the start of the data segment, behind code and constants. Where
 * its texts follow it (Go 1.18 and later), all that is behind need not be unpacked.
 */
#include "analyze/analyzer.h"
#include "analyze/go_buildinfo.h"
#include "base/text.h"

enum {
    SEARCH_MAX_BYTES = 16 << 20, /* of the data segment; more is left to the whole content */
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 128 ? LW_WANT_MAYBE : LW_WANT_NO;
}

/* "go1.22.3 X:boringcrypto" is 1.22.3; "devel go1.23-abc" 1.23-abc. */
static struct lw_view release(struct lw_view version)
{
    struct lw_view word, rest = version;
    while (lw_view_split(&word, &rest, ' '))
        if (lw_view_starts(word, LW_VIEW("go")) && word.len > 2 && lw_is_digit(word.ptr[2]))
            return lw_view_from(word, 2);
    return LW_VIEW_NONE;
}

static void add_package(struct lw_facts *out, const struct lw_file *file, struct lw_view name,
                        struct lw_view version, struct lw_view evidence)
{
    if (lw_view_is(version, "(devel)"))
        version = LW_VIEW_NONE;
    struct lw_package *package = lw_facts_package(out, LW_ECO_GOLANG, name, version,
                                                  file->location);
    package->root = package->location;
    package->flags = LW_PKG_LINKED;
    package->evidence = evidence;
    package->analyzer = "go-binary";
}

/* "Go build info, go1.22.3, GOARCH=amd64 ..." */
static struct lw_view describe(struct lw_facts *out, const struct lw_go_info *info, bool settings)
{
    static const char *const keys[] = { "GOOS",         "GOARCH",   "CGO_ENABLED", "-tags",
                                        "vcs.revision", "vcs.time", "vcs.modified" };
    struct lw_buf text = LW_BUF_INIT;
    lw_buf_add_c(&text, "Go build info, ");
    lw_text_add_safe(&text, lw_view_sub(info->version, 0, 128));
    for (size_t i = 0; settings && i < LW_COUNT(keys); i++) {
        struct lw_view value = lw_go_setting(info->modules, keys[i]);
        if (value.len == 0)
            continue;
        lw_buf_printf(&text, ", %s=", keys[i]);
        lw_text_add_safe(&text, lw_view_sub(value, 0, 128));
    }
    struct lw_view copy = lw_arena_copy(out->arena, lw_buf_view(&text));
    lw_buf_clear(&text);
    return copy;
}

/* A replacement by a folder has neither a name nor a version of its own: the module that it stands
 * in for is named, without a version that could be matched. */
static void add_replaced(struct lw_facts *out, const struct lw_file *file,
                         const struct lw_go_module *module, struct lw_view evidence)
{
    bool folder = module->version.len == 0 || lw_view_starts(module->path, LW_VIEW(".")) ||
                  lw_view_starts(module->path, LW_VIEW("/"));
    struct lw_buf text = LW_BUF_INIT;
    lw_buf_add(&text, evidence);
    lw_buf_add_c(&text, folder ? ", replaced by folder " : ", replaces ");
    lw_text_add_safe(&text, folder ? module->path : module->old_path);
    lw_buf_add_byte(&text, ' ');
    lw_text_add_safe(&text, folder ? module->version : module->old_version);
    add_package(out, file, folder ? module->old_path : module->path,
                folder ? LW_VIEW_NONE : module->version,
                lw_arena_copy(out->arena, lw_view_trim(lw_buf_view(&text))));
    lw_buf_clear(&text);
}

static void add_all(struct lw_facts *out, const struct lw_file *file, const struct lw_go_info *info)
{
    struct lw_view full = describe(out, info, true), brief = describe(out, info, false);
    struct lw_view rest = info->modules;
    struct lw_go_module module;
    while (lw_go_module_next(&module, &rest)) {
        struct lw_view evidence = module.is_main ? full : brief;
        if (module.old_path.len)
            add_replaced(out, file, &module, evidence);
        else
            add_package(out, file, module.path, module.version, evidence);
    }
    add_package(out, file, LW_VIEW("stdlib"), release(info->version), full);
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_elf elf;
    struct lw_go_info info;
    LW_TRY(lw_elf_parse(&elf, file->bytes, err));
    struct lw_view version;
    if (lw_go_find(&info, &elf))
        add_all(out, file, &info);
    else if (lw_go_made(&elf) && lw_go_find_version(&version, &elf))
        add_package(out, file, LW_VIEW("stdlib"), release(version),
                    LW_VIEW("Go version in its data; the build information was taken out"));
    return LW_OK;
}

/* Pieces are passed over up to the data segment, then gathered until the texts are complete. */
struct gather {
    struct lw_buf data;
    uint64_t start, end; /* of the data segment in the file */
    size_t at;           /* searched so far */
    struct lw_go_info info;
    bool have, pointers;
};

static bool gather(void *ctx, struct lw_view piece, uint64_t offset)
{
    struct gather *g = ctx;
    uint64_t end = offset + piece.len;
    if (end <= g->start)
        return true;
    if (offset < g->start)
        piece = lw_view_from(piece, (size_t)(g->start - offset));
    lw_buf_add(&g->data, piece);
    lw_go_find_inline(&g->info, &g->have, &g->pointers, &g->at, lw_buf_view(&g->data), g->start);
    return !g->have && !g->pointers && end < g->end && g->data.len < SEARCH_MAX_BYTES;
}

static lw_status stream(struct lw_facts *out, bool *done, const struct lw_file *file,
                        const struct lw_entry *entry, struct lw_scratch *scratch,
                        struct lw_err *err)
{
    struct lw_view head;
    struct lw_elf elf;
    struct lw_elf_segment segment;
    *done = false;
    LW_TRY(lw_archive_peek(&head, file->archive, entry, LW_GO_HEAD_BYTES, scratch, err));
    if (!lw_go_likely(head) || !lw_ok(lw_elf_parse(&elf, head, NULL)) ||
        !lw_go_data_segment(&segment, &elf) || segment.offset > UINT64_MAX - segment.file_bytes)
        return LW_OK;
    struct gather g = { .start = segment.offset, .end = segment.offset + segment.file_bytes };
    lw_status status = lw_archive_stream(file->archive, entry, gather, &g, scratch, err);
    if (lw_ok(status) && g.have) {
        add_all(out, file, &g.info);
        *done = true;
    }
    lw_buf_clear(&g.data);
    return status;
}

const struct lw_analyzer lw_analyzer_go_binary = {
    .name = "go-binary",
    .what = "Go programs: main module, dependencies and Go version, by their build information",
    .packages = true,
    .wants = wants,
    .accepts = lw_elf_magic,
    .file = file,
    .stream = stream,
};
