/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/update.c - conditional downloads, all or nothing.
 */
#include "vuln/update.h"

#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/http.h"
#include "base/signals.h"

const char *const lw_vuln_update_ecosystems[] = { "PyPI",     "npm",   "Go",        "Maven",
                                                  "RubyGems", "NuGet", "crates.io", "Packagist",
                                                  "Debian",   NULL };

/* One address, and the files that belong to it. */
struct feed {
    const char *url;
    const char *kept;     /* INDEX.d/PyPI.zip */
    const char *about;    /* INDEX.d/PyPI.zip.about: address, ETag, date, a line each */
    const char *incoming; /* INDEX.d/new/PyPI.zip */
    struct lw_http_response response;
    int ticket;
    bool changed;
};
struct feed_list {
    struct feed *items;
    size_t count, capacity;
};

struct update {
    const struct lw_vuln_update_options *options;
    struct lw_arena arena;
    struct feed_list feeds;
    const char *state; /* INDEX.d/state: what the index was made of */
    const char *new_folder;
};

static const char *text(struct lw_view v)
{
    return (const char *)v.ptr; /* of an arena: with a NUL */
}

/* What has not been taken over must not stay behind. */
static void update_clear(struct update *u)
{
    for (size_t i = 0; i < u->feeds.count; i++) {
        (void)unlink(u->feeds.items[i].incoming);
        lw_signals_keep(u->feeds.items[i].ticket);
    }
    if (u->new_folder)
        (void)rmdir(u->new_folder);
    lw_arena_clear(&u->arena);
}

static void add_feed(struct update *u, const char *url, const char *folder, const char *name)
{
    struct lw_arena *arena = &u->arena;
    struct feed *feed = LW_PUSH(arena, &u->feeds);
    feed->url = url;
    feed->kept = text(lw_arena_printf(arena, "%s/%s", folder, name));
    feed->about = text(lw_arena_printf(arena, "%s.about", feed->kept));
    feed->incoming = text(lw_arena_printf(arena, "%s/new/%s", folder, name));
    feed->ticket = -1;
}

static lw_status plan(struct update *u, struct lw_err *err)
{
    const struct lw_vuln_update_options *o = u->options;
    struct lw_arena *arena = &u->arena;
    const char *folder = text(lw_arena_printf(arena, "%s.d", o->index_path));
    const char *base = o->osv_base ? o->osv_base : LW_OSV_BASE;
    size_t len = strlen(base);
    while (len && base[len - 1] == '/')
        len--;
    u->state = text(lw_arena_printf(arena, "%s/state", folder));
    u->new_folder = text(lw_arena_printf(arena, "%s/new", folder));
    LW_TRY(lw_mkdirs(u->new_folder, err));
    for (size_t i = 0; o->ecosystems ? i < o->ecosystem_count : !!lw_vuln_update_ecosystems[i];
         i++) {
        const char *name = o->ecosystems ? o->ecosystems[i] : lw_vuln_update_ecosystems[i];
        LW_ENSURE(name[0] && !strchr(name, '/') && name[0] != '.', err, LW_E_USAGE, 0,
                  "\"%s\" is not the name of an ecosystem", name);
        const char *url = text(lw_arena_printf(arena, "%.*s/%s/all.zip", (int)len, base, name));
        add_feed(u, url, folder, text(lw_arena_printf(arena, "%s.zip", name)));
    }
    if (!o->kev_url || o->kev_url[0])
        add_feed(u, o->kev_url ? o->kev_url : LW_KEV_URL, folder, "kev.json");
    if (!o->epss_url || o->epss_url[0])
        add_feed(u, o->epss_url ? o->epss_url : LW_EPSS_URL, folder, "epss.csv.gz");
    return LW_OK;
}

/* ETag and date of what is kept, where it is of this address. */
static void read_about(struct lw_http_request *request, const struct feed *feed,
                       struct lw_arena *arena)
{
    struct lw_view rest, url, etag = LW_VIEW_NONE, date = LW_VIEW_NONE;
    if (access(feed->kept, R_OK) != 0 ||
        !lw_ok(lw_file_read(&rest, feed->about, 4096, arena, NULL)) || !lw_view_line(&url, &rest) ||
        !lw_view_is(url, feed->url))
        return;
    if (lw_view_line(&etag, &rest))
        request->etag = text(lw_arena_copy(arena, etag));
    if (lw_view_line(&date, &rest))
        request->last_modified = text(lw_arena_copy(arena, date));
}

static lw_status write_small(const char *path, struct lw_view bytes, struct lw_err *err)
{
    struct lw_atomic file = LW_ATOMIC_INIT;
    LW_TRY(lw_atomic_begin(&file, path, err));
    (void)fwrite(bytes.ptr, 1, bytes.len, file.stream); /* a failure shows at the commit */
    return lw_atomic_commit(&file, err);
}

static lw_status fetch(struct update *u, struct feed *feed, struct lw_vuln_update_result *result,
                       struct lw_err *err)
{
    const struct lw_vuln_update_options *o = u->options;
    struct lw_progress progress = { 0 };
    struct lw_http_request request = {
        .url = feed->url,
        .max_bytes = o->max_bytes ? o->max_bytes : (uint64_t)2 << 30,
        .connect_timeout_ms = o->connect_timeout_ms ? o->connect_timeout_ms : 30000,
        .stall_timeout_s = o->stall_timeout_s ? o->stall_timeout_s : 60,
        .progress = &progress,
    };
    read_about(&request, feed, &u->arena);
    request.into = fopen(feed->incoming, "we");
    LW_ENSURE(request.into, err, LW_E_IO, 0, "%s: cannot be written: %s", feed->incoming,
              strerror(errno));
    feed->ticket = lw_signals_unlink_on_exit(feed->incoming);
    lw_progress_begin(&progress, feed->url, 0, o->progress);
    lw_status s = lw_http_get(&feed->response, &request, err);
    lw_progress_end(&progress);
    bool written = fclose(request.into) == 0;
    LW_TRY(s);
    LW_ENSURE(written, err, LW_E_IO, 0, "%s: cannot be written", feed->incoming);
    feed->changed = feed->response.status != 304;
    result->fetched += feed->changed;
    result->unchanged += !feed->changed;
    result->bytes += feed->response.bytes;
    return LW_OK;
}

/* The addresses, and which index they became. */
static struct lw_view describe(const struct update *u, const struct lw_vuln_info *index,
                               struct lw_arena *arena)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    lw_buf_printf(&buf, "%" PRIu64 " bytes built %" PRId64 "\n", index->bytes, index->built_utc_s);
    for (size_t i = 0; i < u->feeds.count; i++)
        lw_buf_printf(&buf, "%s\n", u->feeds.items[i].url);
    return lw_arena_copy(arena, lw_buf_view(&buf));
}

/* Whether the index is there, and was made of just these feeds. */
static bool is_current(struct update *u)
{
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    struct lw_view state;
    if (!lw_ok(lw_vuln_index_open(&index, u->options->index_path, NULL)) ||
        !lw_ok(lw_file_read(&state, u->state, 1 << 20, &u->arena, NULL)))
        return false;
    struct lw_vuln_info info = lw_vuln_index_counts(index);
    return lw_view_eq(state, describe(u, &info, &u->arena));
}

static lw_status import(struct lw_vuln_import_result *out, struct update *u, struct lw_err *err)
{
    const struct lw_vuln_update_options *o = u->options;
    const char **inputs = lw_arena_array(&u->arena, u->feeds.count, sizeof *inputs);
    for (size_t i = 0; i < u->feeds.count; i++)
        inputs[i] = u->feeds.items[i].changed ? u->feeds.items[i].incoming : u->feeds.items[i].kept;
    struct lw_vuln_import_options options = {
        .inputs = inputs,
        .input_count = u->feeds.count,
        .out_path = o->index_path,
        .progress = o->progress,
        .jobs = o->jobs,
        .problem = o->problem,
        .ctx = o->ctx,
    };
    return lw_vuln_import(out, &options, err);
}

/* After the import has succeeded: what came in becomes what is kept. */
static lw_status take_over(struct update *u, const struct lw_vuln_info *index, struct lw_err *err)
{
    for (size_t i = 0; i < u->feeds.count; i++) {
        struct feed *feed = &u->feeds.items[i];
        if (!feed->changed)
            continue;
        /* Without its ETag first: should this be cut short, it is only fetched once more. */
        (void)unlink(feed->about);
        LW_ENSURE(rename(feed->incoming, feed->kept) == 0, err, LW_E_IO, 0,
                  "%s: cannot be written: %s", feed->kept, strerror(errno));
        struct lw_view about = lw_arena_printf(&u->arena, "%s\n%s\n%s\n", feed->url,
                                               feed->response.etag, feed->response.last_modified);
        LW_TRY(write_small(feed->about, about, err));
    }
    return write_small(u->state, describe(u, index, &u->arena), err);
}

lw_status lw_vuln_update(struct lw_vuln_update_result *out,
                         const struct lw_vuln_update_options *options, struct lw_err *err)
{
    struct lw_vuln_update_result result = { 0 };
    LW_CLEANUP(update_clear) struct update u = { .options = options, .arena = LW_ARENA_INIT };
    LW_TRY(plan(&u, err));
    LW_ENSURE(u.feeds.count, err, LW_E_USAGE, 0, "there is nothing to fetch");
    for (size_t i = 0; i < u.feeds.count; i++)
        LW_TRY(fetch(&u, &u.feeds.items[i], &result, err));
    result.up_to_date = result.fetched == 0 && is_current(&u);
    if (!result.up_to_date) {
        LW_TRY(import(&result.import, &u, err));
        LW_TRY(take_over(&u, &result.import.index, err));
    }
    *out = result;
    return LW_OK;
}
