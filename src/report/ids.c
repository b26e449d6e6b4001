/* SPDX-License-Identifier: Apache-2.0
 *
 * report/ids.c - references, UUIDs, URIs, licences.
 */
#include "report/ids.h"

#include <stdio.h>

#include "base/map.h"
#include "facts/spdx.h"

struct lw_view *lw_package_refs(struct lw_arena *arena, const struct lw_facts *facts)
{
    struct lw_view *refs = lw_arena_array(arena, facts->packages.count + 1, sizeof(*refs));
    struct lw_map seen = LW_MAP_INIT;
    for (size_t i = 0; i < facts->packages.count; i++) {
        struct lw_view purl = facts->packages.items[i].purl;
        uint64_t n = ++*lw_map_put(&seen, purl, NULL);
        refs[i] = n == 1 ? purl
                         : lw_arena_printf(arena, "%.*s#%llu", LW_FMT(purl), (unsigned long long)n);
    }
    lw_map_clear(&seen);
    return refs;
}

struct lw_digest lw_scan_identity(const struct lw_scan *scan)
{
    struct lw_buf buf = LW_BUF_INIT;
    char zip[LW_HEX_BYTES], content[LW_HEX_BYTES];
    lw_digest_hex(zip, &scan->zip_digest);
    lw_digest_hex(content, &scan->content_digest);
    lw_buf_printf(&buf, "layerward %s\nzip %s\ncontent %s\nadvisories %zu %lld\nname %.*s\n%d\n",
                  LW_VERSION, scan->have_zip_digest ? zip : "",
                  scan->have_content_digest ? content : "", scan->database_advisories,
                  (long long)scan->database_utc_s, LW_FMT(scan->input), scan->packages_only);
    for (size_t i = 0; !scan->have_content_digest && i < scan->file_count; i++) {
        lw_digest_hex(content, &scan->files[i].sha256); /* what has no digest of its own */
        lw_buf_printf(&buf, "file %s %.*s\n", content, LW_FMT(scan->files[i].path));
    }
    struct lw_digest out = lw_sha256(lw_buf_view(&buf));
    lw_buf_clear(&buf);
    return out;
}

void lw_uuid(char out[LW_UUID_BYTES], const struct lw_digest *digest)
{
    uint8_t b[16];
    memcpy(b, digest->bytes, sizeof(b));
    b[6] = (uint8_t)((b[6] & 0x0f) | 0x80);
    b[8] = (uint8_t)((b[8] & 0x3f) | 0x80);
    int at = 0;
    for (int i = 0; i < 16; i++) {
        bool dash = i == 4 || i == 6 || i == 8 || i == 10;
        at += snprintf(out + at, (size_t)(LW_UUID_BYTES - at), dash ? "-%02x" : "%02x", b[i]);
    }
}

static bool uri_plain(uint8_t c)
{
    return lw_is_alnum(c) || (c && strchr("-._~!$&'()*+,;=@/", c));
}

struct lw_view lw_uri_path(struct lw_arena *arena, struct lw_view path)
{
    struct lw_buf buf = LW_BUF_INIT;
    bool lead = true; /* slashes at the start would make it absolute or name a host */
    for (size_t i = 0; i < path.len; i++) {
        uint8_t c = path.ptr[i];
        lead = lead && c == '/';
        if (uri_plain(c) && !lead)
            lw_buf_add_byte(&buf, c);
        else
            lw_buf_printf(&buf, "%%%02X", c);
    }
    struct lw_view out = lw_arena_copy(arena, lw_buf_view(&buf));
    lw_buf_clear(&buf);
    return out;
}

bool lw_uri_is_web(struct lw_view text)
{
    struct lw_view head = LW_VIEW("https://");
    if (!lw_view_starts_nocase(text, head))
        head = LW_VIEW("http://");
    if (!lw_view_starts_nocase(text, head) || text.len == head.len)
        return false;
    for (size_t i = head.len; i < text.len; i++) {
        uint8_t c = text.ptr[i];
        bool escape = c == '%' && text.len - i > 2;
        if (!uri_plain(c) && c != ':' && c != '?' && c != '#' && !escape)
            return false;
    }
    return lw_is_alnum(text.ptr[head.len]);
}

void lw_package_names(const struct lw_package *package, struct lw_view *space, struct lw_view *name)
{
    struct lw_view full = package->name;
    uint8_t mark = package->ecosystem == LW_ECO_MAVEN ? ':' : '/';
    bool has_space = package->ecosystem == LW_ECO_MAVEN || package->ecosystem == LW_ECO_COMPOSER ||
                     (package->ecosystem == LW_ECO_NPM && lw_view_starts(full, LW_VIEW("@")));
    size_t cut = has_space ? lw_view_find_byte(full, mark) : LW_NOT_FOUND;
    bool split = cut != LW_NOT_FOUND && cut > 0 && cut + 1 < full.len;
    *space = split ? lw_view_sub(full, 0, cut) : LW_VIEW("");
    *name = split ? lw_view_from(full, cut + 1) : full;
}

bool lw_package_expression(struct lw_view *out, const struct lw_package *package,
                           struct lw_arena *arena)
{
    struct lw_view all = LW_VIEW("");
    for (size_t i = 0; i < package->licenses.count; i++) {
        struct lw_view one;
        if (!lw_spdx_expression(&one, package->licenses.items[i], arena))
            return false;
        bool compound = lw_view_find_byte(one, ' ') != LW_NOT_FOUND;
        if (compound && package->licenses.count > 1)
            one = lw_arena_printf(arena, "(%.*s)", LW_FMT(one));
        all = i ? lw_arena_printf(arena, "%.*s AND %.*s", LW_FMT(all), LW_FMT(one)) : one;
    }
    *out = all;
    return all.len > 0;
}

static const struct lw_scan_file *find_file(const struct lw_scan *scan, struct lw_view path)
{
    size_t low = 0, high = scan->file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = lw_view_cmp(scan->files[middle].path, path);
        if (order == 0)
            return scan->files[middle].have_sha256 ? &scan->files[middle] : NULL;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct lw_scan_file *lw_package_file(const struct lw_scan *scan,
                                           const struct lw_package *package)
{
    const struct lw_scan_file *file = find_file(scan, package->root);
    if (!file && package->ecosystem == LW_ECO_GENERIC)
        file = find_file(scan, package->location);
    return file;
}

size_t *lw_finding_packages(size_t *count, const struct lw_scan *scan,
                            const struct lw_finding *finding, struct lw_arena *arena)
{
    const struct lw_package_list *all = &scan->facts.packages;
    size_t *out = NULL;
    *count = 0;
    for (int by_purl = 0; by_purl < 2 && *count == 0; by_purl++) {
        for (size_t i = 0; i < all->count; i++) {
            const struct lw_package *p = &all->items[i];
            bool here = lw_view_eq(p->location, finding->path) ||
                        lw_view_eq(p->root, finding->path);
            bool named = finding->package.len == 0 || lw_view_eq(p->name, finding->package);
            if (!lw_view_eq(p->purl, finding->purl) || !named || !(here || by_purl))
                continue;
            if (!out)
                out = lw_arena_array(arena, all->count, sizeof(*out));
            out[(*count)++] = i;
        }
    }
    return out;
}
