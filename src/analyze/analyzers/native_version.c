/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/native_version.c - well-known programs and libraries by their version strings, in ELF
 * files and static archives.
 *
 * With --packages-only the programs of Go's tool chain are passed over: what they are made of
 * stands in their build information, and native libraries inside of them (cgo) are looked for in
 * a full scan only.
 */
#include "analyze/native_version.h"
#include "analyze/go_buildinfo.h"

#include "base/text.h"

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 52 ? LW_WANT_MAYBE : LW_WANT_NO;
}

static bool accepts(struct lw_view head)
{
    return lw_elf_magic(head) || lw_view_starts(head, LW_VIEW("!<arch>\n"));
}

/* Names in the table of ends of life. */
static const char *runtime_name(const char *name)
{
    return strcmp(name, "openjdk") == 0 ? "java" : name;
}

static struct lw_view describe(struct lw_facts *out, const struct lw_native *item,
                               struct lw_view soname)
{
    struct lw_buf text = LW_BUF_INIT;
    lw_text_add_safe(&text, item->evidence);
    if (item->offset)
        lw_buf_printf(&text, " at 0x%llx", (unsigned long long)item->offset);
    if (soname.len) {
        lw_buf_add_c(&text, " of ");
        lw_text_add_safe(&text, soname);
    }
    struct lw_view copy = lw_arena_copy(out->arena, lw_buf_view(&text));
    lw_buf_clear(&text);
    return copy;
}

static void add(struct lw_facts *out, const struct lw_file *file, const struct lw_native *item,
                struct lw_view soname)
{
    struct lw_view evidence = describe(out, item, soname);
    struct lw_package *package = lw_facts_package(out, LW_ECO_GENERIC, lw_view_c(item->name),
                                                  item->version, file->location);
    package->root = package->location;
    package->flags = LW_PKG_LINKED;
    package->evidence = evidence;
    package->analyzer = "native-version";
    if (!item->runtime)
        return;
    struct lw_fact *fact = lw_facts_add(out, LW_F_RUNTIME, file->location);
    fact->offset = item->offset;
    lw_fact_set_c(out, fact, LW_K_NAME, runtime_name(item->name));
    lw_fact_set(out, fact, LW_K_VERSION, item->version);
    lw_fact_set(out, fact, LW_K_EVIDENCE, evidence);
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    struct lw_elf elf;
    struct lw_view soname = LW_VIEW_NONE;
    struct lw_native_list list = { .arena = out->arena };
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    bool is_elf = lw_ok(lw_elf_parse(&elf, file->bytes, NULL));
    if (is_elf) {
        uint64_t name;
        if (lw_elf_dynamic_find(&name, &elf, LW_DT_SONAME))
            soname = lw_elf_dynamic_text(&elf, name);
        lw_native_by_symbol(&list, &elf);
    }
    lw_native_by_string(&list, file->bytes, is_elf ? &elf : NULL, hits);
    lw_native_by_sign(&list, file->bytes, hits);
    lw_native_by_name(&list, file->path);
    for (size_t i = 0; i < list.count; i++)
        add(out, file, &list.items[i], soname);
    return LW_OK;
}

static lw_status stream(struct lw_facts *out, bool *done, const struct lw_file *file,
                        const struct lw_entry *entry, struct lw_scratch *scratch,
                        struct lw_err *err)
{
    (void)out;
    return lw_go_only(done, file->archive, entry, scratch, err);
}

const struct lw_analyzer lw_analyzer_native_version = {
    .name = "native-version",
    .what = "Native programs and libraries by version string, exported version and file name",
    .packages = true,
    .wants = wants,
    .accepts = accepts,
    .file = file,
    .stream = stream,
};
