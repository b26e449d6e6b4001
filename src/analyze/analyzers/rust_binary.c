/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/rust_binary.c - the crates that a Rust program was built from, where cargo-auditable
 * noted them: a section .dep-v0 of zlib-compressed JSON.
 *
 * Crates that only took part in the build are left out.
 * Spec:    github.com/rust-secure-code/cargo-auditable, cargo-auditable.schema.json.
 */
#include <libdeflate.h>

#include "analyze/analyzer.h"
#include "analyze/elf.h"
#include "analyze/go_buildinfo.h"
#include "base/json.h"
#include "base/text.h"

enum {
    PACKED_MAX_BYTES = 4 << 20,
    JSON_MAX_BYTES = 16 << 20, /* cargo itself lists some 300 crates in 30 KB */
    FIRST_GUESS = 8,           /* times the packed size */
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 128 ? LW_WANT_MAYBE : LW_WANT_NO;
}

/* Grows the buffer until it fits or the limit is reached. */
static lw_status unpack(struct lw_buf *out, struct lw_view packed, uint64_t offset,
                        struct lw_err *err)
{
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    if (!inflater)
        lw_oom(0);
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    size_t room = FIRST_GUESS * packed.len + 1024, got = 0;
    while (result == LIBDEFLATE_INSUFFICIENT_SPACE && room <= JSON_MAX_BYTES) {
        result = libdeflate_zlib_decompress_ex(inflater, packed.ptr, packed.len,
                                               lw_buf_reserve(out, room), room, NULL, &got);
        room *= 4;
    }
    libdeflate_free_decompressor(inflater);
    LW_ENSURE(result != LIBDEFLATE_INSUFFICIENT_SPACE, err, LW_E_LIMIT, offset,
              "the crate list (.dep-v0) unpacks to more than %u bytes", JSON_MAX_BYTES);
    LW_ENSURE(result == LIBDEFLATE_SUCCESS, err, LW_E_FORMAT, offset,
              "the crate list (.dep-v0) is no zlib stream");
    out->len = got;
    return LW_OK;
}

static void add_crate(struct lw_facts *out, const struct lw_file *file, yyjson_val *crate)
{
    struct lw_view name = lw_json_str(crate, "name"), source = lw_json_str(crate, "source");
    /* "kind" is left out for crates that are in the program. */
    if (name.len == 0 || lw_view_is(lw_json_str(crate, "kind"), "build"))
        return;
    bool root = yyjson_get_bool(yyjson_obj_get(crate, "root"));
    struct lw_buf text = LW_BUF_INIT;
    lw_buf_add_c(&text, root ? ".dep-v0, the program itself, source " : ".dep-v0, source ");
    lw_text_add_safe(&text, source.len ? lw_view_sub(source, 0, 128) : LW_VIEW("unknown"));
    struct lw_view evidence = lw_arena_copy(out->arena, lw_buf_view(&text));
    lw_buf_clear(&text);
    struct lw_package *package = lw_facts_package(out, LW_ECO_CARGO, name,
                                                  lw_json_str(crate, "version"), file->location);
    package->root = package->location;
    package->flags = LW_PKG_LINKED;
    package->evidence = evidence;
    package->analyzer = "rust-binary";
}

static lw_status add_all(struct lw_facts *out, const struct lw_file *file, struct lw_view json,
                         struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse(&doc, json, JSON_MAX_BYTES, err));
    yyjson_val *crates = lw_json_arr(yyjson_doc_get_root(doc), "packages"), *crate;
    LW_ENSURE(crates, err, LW_E_FORMAT, 0, "the crate list (.dep-v0) has no packages");
    size_t i, count;
    yyjson_arr_foreach(crates, i, count, crate) add_crate(out, file, crate);
    return LW_OK;
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_elf elf;
    struct lw_elf_section section;
    LW_TRY(lw_elf_parse(&elf, file->bytes, err));
    if (!lw_elf_section_find(&section, &elf, ".dep-v0"))
        return LW_OK;
    struct lw_view packed = lw_elf_section_bytes(&elf, &section);
    LW_ENSURE(packed.len && packed.len <= PACKED_MAX_BYTES, err, LW_E_LIMIT, section.offset,
              "the crate list (.dep-v0) has %zu bytes", packed.len);
    struct lw_buf json = LW_BUF_INIT;
    lw_status status = unpack(&json, packed, section.offset, err);
    if (lw_ok(status))
        status = add_all(out, file, lw_buf_view(&json), err);
    lw_buf_clear(&json);
    return status;
}

/* A program of Go's tool chain has no crates: nothing of it need be read. */
static lw_status stream(struct lw_facts *out, bool *done, const struct lw_file *file,
                        const struct lw_entry *entry, struct lw_scratch *scratch,
                        struct lw_err *err)
{
    (void)out;
    return lw_go_only(done, file->archive, entry, scratch, err);
}

const struct lw_analyzer lw_analyzer_rust_binary = {
    .name = "rust-binary",
    .what = "Rust programs: crates, as noted by cargo-auditable",
    .packages = true,
    .wants = wants,
    .accepts = lw_elf_magic,
    .file = file,
    .stream = stream,
};
