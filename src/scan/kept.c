/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/kept.c - the form of kept results.
 *
 * magic, key (32), SHA-256 of the rest (32), then counts and texts as uvarints and bytes. Read
 * back through the sticky reader: the file is ours, but a disk or a neighbour may have changed it.
 */
#include "scan/kept.h"

#include <stdlib.h>

#include "analyze/yara.h"
#include "base/reader.h"

static const char magic[] = "layerward facts 3\n";

struct lw_digest lw_kept_key(const struct lw_digest *zip_digest,
                             const struct lw_engine_options *options)
{
    const struct lw_limits *limits = &options->limits;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    lw_buf_add_c(&buf, magic);
    lw_buf_add_c(&buf, LW_VERSION);
    lw_buf_add_c(&buf, lw_engine_source_digest);
    lw_buf_add(&buf, lw_view(zip_digest->bytes, sizeof zip_digest->bytes));
    const uint64_t parts[] = { limits->total_bytes, limits->entry_bytes, limits->entries,
                               limits->ratio,       limits->depth,       limits->archive_bytes,
                               options->behavior };
    for (size_t i = 0; i < LW_COUNT(parts); i++)
        lw_buf_add_le(&buf, parts[i], 8);
    if (options->yara) {
        struct lw_digest rules = lw_yara_digest(options->yara);
        lw_buf_add(&buf, lw_view(rules.bytes, sizeof rules.bytes));
    }
    return lw_sha256(lw_buf_view(&buf));
}

static void put_text(struct lw_buf *out, struct lw_view text)
{
    lw_buf_add_uvarint(out, text.len);
    lw_buf_add(out, text);
}

static void put_digest(struct lw_buf *out, bool have, const struct lw_digest *digest)
{
    lw_buf_add_byte(out, have);
    if (have)
        lw_buf_add(out, lw_view(digest->bytes, sizeof digest->bytes));
}

static void put_files(struct lw_buf *out, const struct lw_scan *scan)
{
    lw_buf_add_uvarint(out, scan->file_count);
    for (size_t i = 0; i < scan->file_count; i++) {
        const struct lw_scan_file *file = &scan->files[i];
        put_text(out, file->path);
        lw_buf_add_byte(out, (uint8_t)file->type);
        lw_buf_add_uvarint(out, file->mode);
        lw_buf_add_uvarint(out, file->bytes);
        lw_buf_add_uvarint(out, file->packed_bytes);
        put_digest(out, file->have_sha256, &file->sha256);
    }
}

static void put_packages(struct lw_buf *out, const struct lw_package_list *list)
{
    lw_buf_add_uvarint(out, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package *p = &list->items[i];
        const struct lw_view texts[] = {
            p->name, p->version, p->purl, p->location, p->root, p->evidence, lw_view_c(p->analyzer)
        };
        lw_buf_add_byte(out, (uint8_t)p->ecosystem);
        lw_buf_add_uvarint(out, p->flags);
        for (size_t t = 0; t < LW_COUNT(texts); t++)
            put_text(out, texts[t]);
        lw_buf_add_uvarint(out, p->licenses.count);
        for (size_t l = 0; l < p->licenses.count; l++)
            put_text(out, p->licenses.items[l]);
    }
}

static void put_facts(struct lw_buf *out, const struct lw_facts *facts)
{
    lw_buf_add_uvarint(out, facts->facts.count);
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        lw_buf_add_byte(out, (uint8_t)fact->kind);
        lw_buf_add_byte(out, fact->behavior);
        lw_buf_add_uvarint(out, fact->line);
        lw_buf_add_uvarint(out, fact->offset);
        put_text(out, fact->location);
        lw_buf_add_uvarint(out, fact->count);
        for (size_t k = 0; k < fact->count; k++) {
            lw_buf_add_byte(out, (uint8_t)fact->items[k].key);
            put_text(out, fact->items[k].value);
        }
    }
    lw_buf_add_uvarint(out, facts->incomplete.count);
    for (size_t i = 0; i < facts->incomplete.count; i++) {
        put_text(out, facts->incomplete.items[i].location);
        put_text(out, lw_view_c(facts->incomplete.items[i].code));
        put_text(out, facts->incomplete.items[i].reason);
    }
}

void lw_kept_encode(struct lw_buf *out, const struct lw_digest *key, const struct lw_scan *scan)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf body = LW_BUF_INIT;
    put_digest(&body, scan->have_zip_digest, &scan->zip_digest);
    put_digest(&body, scan->have_content_digest, &scan->content_digest);
    lw_buf_add_uvarint(&body, scan->zip_bytes);
    lw_buf_add_uvarint(&body, scan->unpacked_bytes);
    lw_buf_add_uvarint(&body, scan->entries);
    put_files(&body, scan);
    put_packages(&body, &scan->facts.packages);
    put_facts(&body, &scan->facts);
    struct lw_digest sum = lw_sha256(lw_buf_view(&body));
    lw_buf_add_c(out, magic);
    lw_buf_add(out, lw_view(key->bytes, sizeof key->bytes));
    lw_buf_add(out, lw_view(sum.bytes, sizeof sum.bytes));
    lw_buf_add(out, lw_buf_view(&body));
}

static struct lw_view get_text(struct lw_reader *r)
{
    return lw_take(r, lw_uvarint(r));
}

static struct lw_digest get_digest(struct lw_reader *r, bool *have)
{
    struct lw_digest digest = { { 0 } };
    *have = lw_u8(r) != 0;
    struct lw_view bytes = lw_take(r, *have ? sizeof digest.bytes : 0);
    if (bytes.len)
        memcpy(digest.bytes, bytes.ptr, bytes.len);
    return digest;
}

/* A count that cannot be more than the bytes that are left. */
static size_t get_count(struct lw_reader *r)
{
    uint64_t count = lw_uvarint(r);
    if (count > lw_left(r)) {
        r->bad = true;
        return 0;
    }
    return (size_t)count;
}

static void get_files(struct lw_scan *scan, struct lw_reader *r)
{
    scan->file_count = get_count(r);
    scan->files = lw_arena_array(&scan->arena, scan->file_count, sizeof *scan->files);
    for (size_t i = 0; i < scan->file_count; i++) {
        struct lw_scan_file *file = &scan->files[i];
        file->path = get_text(r);
        file->type = (enum lw_entry_type)(lw_u8(r) & 3);
        file->mode = (uint32_t)lw_uvarint(r);
        file->bytes = lw_uvarint(r);
        file->packed_bytes = lw_uvarint(r);
        file->sha256 = get_digest(r, &file->have_sha256);
    }
}

static const char *get_c(struct lw_arena *arena, struct lw_reader *r)
{
    return (const char *)lw_arena_copy(arena, get_text(r)).ptr;
}

static void get_packages(struct lw_scan *scan, struct lw_reader *r)
{
    struct lw_arena *arena = &scan->arena;
    size_t count = get_count(r);
    for (size_t i = 0; i < count && !r->bad; i++) {
        struct lw_package *p = LW_PUSH(arena, &scan->facts.packages);
        uint8_t ecosystem = lw_u8(r);
        r->bad = r->bad || ecosystem >= LW_ECO_COUNT;
        p->ecosystem = r->bad ? LW_ECO_GENERIC : (enum lw_ecosystem)ecosystem;
        p->flags = (unsigned)lw_uvarint(r);
        p->name = get_text(r);
        p->version = get_text(r);
        p->purl = get_text(r);
        p->location = get_text(r);
        p->root = get_text(r);
        p->evidence = get_text(r);
        p->analyzer = get_c(arena, r);
        size_t licenses = get_count(r);
        for (size_t l = 0; l < licenses && !r->bad; l++) {
            struct lw_view text = get_text(r);
            *LW_PUSH(arena, &p->licenses) = text;
        }
    }
}

static void get_facts(struct lw_scan *scan, struct lw_reader *r)
{
    struct lw_arena *arena = &scan->arena;
    size_t count = get_count(r);
    for (size_t i = 0; i < count && !r->bad; i++) {
        struct lw_fact *fact = LW_PUSH(arena, &scan->facts.facts);
        uint8_t kind = lw_u8(r);
        r->bad = r->bad || kind >= LW_F_COUNT;
        fact->kind = r->bad ? LW_F_ANOMALY : (enum lw_fact_kind)kind;
        fact->behavior = lw_u8(r) != 0;
        fact->line = (uint32_t)lw_uvarint(r);
        fact->offset = lw_uvarint(r);
        fact->location = get_text(r);
        size_t keys = get_count(r);
        for (size_t k = 0; k < keys && !r->bad; k++) {
            uint8_t key = lw_u8(r);
            struct lw_view value = get_text(r);
            r->bad = r->bad || key >= LW_K_COUNT_;
            *LW_PUSH(arena, fact) = (struct lw_attr){ (enum lw_fact_key)key, value };
        }
    }
    count = get_count(r);
    for (size_t i = 0; i < count && !r->bad; i++) {
        struct lw_incomplete *item = LW_PUSH(arena, &scan->facts.incomplete);
        item->location = get_text(r);
        item->code = get_c(arena, r);
        item->reason = get_text(r);
    }
}

bool lw_kept_decode(struct lw_scan *scan, const struct lw_digest *key, struct lw_view bytes)
{
    struct lw_reader r = lw_reader(bytes);
    struct lw_view head = lw_take(&r, sizeof magic - 1);
    struct lw_view its_key = lw_take(&r, sizeof key->bytes);
    struct lw_view its_sum = lw_take(&r, sizeof key->bytes);
    if (r.bad || !lw_view_is(head, magic) ||
        !lw_view_eq(its_key, lw_view(key->bytes, sizeof key->bytes)))
        return false;
    struct lw_digest sum = lw_sha256(lw_view_from(bytes, r.pos));
    if (!lw_view_eq(its_sum, lw_view(sum.bytes, sizeof sum.bytes)))
        return false;
    scan->zip_digest = get_digest(&r, &scan->have_zip_digest);
    scan->content_digest = get_digest(&r, &scan->have_content_digest);
    scan->zip_bytes = lw_uvarint(&r);
    scan->unpacked_bytes = lw_uvarint(&r);
    scan->entries = (size_t)lw_uvarint(&r);
    get_files(scan, &r);
    get_packages(scan, &r);
    get_facts(scan, &r);
    return !r.bad && lw_left(&r) == 0;
}

struct lw_view lw_kept_folder(struct lw_arena *arena)
{
    const char *own = getenv("LAYERWARD_CACHE"), *xdg = getenv("XDG_CACHE_HOME"),
               *home = getenv("HOME");
    if (own)
        return lw_arena_copy(arena, lw_view_c(own));
    if (xdg && xdg[0] == '/')
        return lw_arena_printf(arena, "%s/layerward", xdg);
    if (home && home[0] == '/')
        return lw_arena_printf(arena, "%s/.cache/layerward", home);
    return LW_VIEW_NONE;
}

struct lw_view lw_kept_path(struct lw_arena *arena, struct lw_view folder,
                            const struct lw_digest *key)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, key);
    return lw_arena_printf(arena, "%.*s/facts/%.2s/%s", LW_FMT(folder), hex, hex + 2);
}
