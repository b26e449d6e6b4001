/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/osv.c - reading of OSV records.
 */
#include "vuln/osv.h"

#include "base/clock.h"
#include "base/text.h"

static void add_unique(struct lw_views *list, struct lw_view text, struct lw_arena *arena)
{
    text = lw_view_trim(text);
    if (text.len == 0)
        return;
    for (size_t i = 0; i < list->count; i++) {
        if (lw_view_eq(list->items[i], text))
            return;
    }
    *LW_PUSH(arena, list) = lw_arena_copy(arena, text);
}

static void add_texts(struct lw_views *list, yyjson_val *array, struct lw_arena *arena)
{
    size_t i, count;
    yyjson_val *item;
    yyjson_arr_foreach(array, i, count, item)
    {
        add_unique(list, lw_json_text(item), arena);
    }
}

/* One line, white space runs as one space, cut before a character that does not fit. */
static struct lw_view one_line(struct lw_view text, struct lw_arena *arena)
{
    uint8_t *out = lw_arena_alloc(arena, LW_OSV_TEXT_BYTES + 8);
    size_t len = 0, at = 0;
    text = lw_view_trim(text);
    while (at < text.len) {
        size_t from = at;
        if (lw_is_space(text.ptr[at])) {
            at++;
            if (len && out[len - 1] != ' ' && len < LW_OSV_TEXT_BYTES)
                out[len++] = ' ';
            continue;
        }
        (void)lw_utf8_next(text, &at);
        if (len + (at - from) > LW_OSV_TEXT_BYTES - 3) {
            memcpy(out + len, "...", 3);
            return lw_view(out, len + 3);
        }
        memcpy(out + len, text.ptr + from, at - from);
        len += at - from;
    }
    return lw_view(out, len);
}

/* Details are Markdown: headings ("### Impact") say nothing in a line of text. */
static struct lw_view first_paragraph(struct lw_view details)
{
    struct lw_view rest = details, line;
    size_t from = details.len, end = details.len;
    while (lw_view_line(&line, &rest)) {
        struct lw_view text = lw_view_trim(line);
        bool is_heading = text.len && text.ptr[0] == '#';
        if (text.len && !is_heading && from == details.len) {
            from = (size_t)(line.ptr - details.ptr);
        } else if (from != details.len && (text.len == 0 || is_heading)) {
            end = (size_t)(line.ptr - details.ptr);
            break;
        }
    }
    return from == details.len ? details : lw_view_sub(details, from, end - from);
}

static int64_t time_of(yyjson_val *record, const char *key)
{
    int64_t utc_s = 0;
    return lw_time_parse(&utc_s, lw_json_str(record, key)) && utc_s > 0 ? utc_s : 0;
}

static void read_severity(struct lw_views *vectors, enum lw_severity *word, yyjson_val *holder,
                          struct lw_arena *arena)
{
    size_t i, count;
    yyjson_val *item;
    yyjson_arr_foreach(lw_json_arr(holder, "severity"), i, count, item)
    {
        struct lw_view score = lw_json_str(item, "score"), type = lw_json_str(item, "type");
        if (lw_view_starts(type, LW_VIEW("CVSS_")))
            add_unique(vectors, score, arena);
        else /* "Ubuntu" and what may come: a word */
            (void)lw_severity_parse(word, score);
    }
    yyjson_val *specific = lw_json_obj(holder, "database_specific");
    (void)lw_severity_parse(word, lw_json_str(specific, "severity"));
    yyjson_val *ecosystem = lw_json_obj(holder, "ecosystem_specific");
    if (*word == LW_SEVERITY_UNKNOWN)
        (void)lw_severity_parse(word, lw_json_str(ecosystem, "severity"));
    if (*word == LW_SEVERITY_UNKNOWN) /* Debian */
        (void)lw_severity_parse(word, lw_json_str(ecosystem, "urgency"));
    /* Some publishers keep the vector here. */
    struct lw_view cvss = lw_json_str(specific, "cvss");
    if (vectors->count == 0 && lw_view_starts(cvss, LW_VIEW("CVSS:")))
        add_unique(vectors, cvss, arena);
}

static void read_references(struct lw_osv *out, yyjson_val *record, struct lw_arena *arena)
{
    static const char *const order[] = { "ADVISORY", "FIX", "REPORT", "ARTICLE", "WEB", NULL };
    yyjson_val *all = lw_json_arr(record, "references");
    for (size_t kind = 0; order[kind]; kind++) {
        size_t i, count;
        yyjson_val *item;
        yyjson_arr_foreach(all, i, count, item)
        {
            struct lw_view url = lw_json_str(item, "url");
            if (out->references.count < LW_OSV_REFERENCES && url.len < 2048 &&
                lw_view_is(lw_json_str(item, "type"), order[kind]))
                add_unique(&out->references, url, arena);
        }
    }
}

/* Every list of a record is held against others, so that a hostile one could take hours. Real ones
 * have some hundred items. */
static lw_status check_lists(yyjson_val *record, struct lw_view id, struct lw_err *err)
{
    yyjson_val *specific = lw_json_obj(record, "database_specific"), *affected;
    size_t longest = yyjson_arr_size(lw_json_arr(record, "aliases")), i, count, r, ranges;
    size_t more[] = { yyjson_arr_size(lw_json_arr(specific, "cwe_ids")),
                      yyjson_arr_size(lw_json_arr(record, "severity")) };
    for (size_t k = 0; k < LW_COUNT(more); k++)
        longest = more[k] > longest ? more[k] : longest;
    uint64_t work = 0;
    yyjson_arr_foreach(lw_json_arr(record, "affected"), i, count, affected)
    {
        size_t vectors = yyjson_arr_size(lw_json_arr(affected, "severity"));
        longest = vectors > longest ? vectors : longest;
        uint64_t events = 1;
        yyjson_val *range;
        yyjson_arr_foreach(lw_json_arr(affected, "ranges"), r, ranges, range)
        {
            events += yyjson_arr_size(lw_json_arr(range, "events"));
        }
        work += events * yyjson_arr_size(lw_json_arr(affected, "versions"));
    }
    LW_ENSURE(longest <= LW_OSV_LIST_MAX, err, LW_E_LIMIT, 0,
              "%.*s: a list of %zu aliases, scores or weaknesses; the limit is %d", LW_FMT(id),
              longest, LW_OSV_LIST_MAX);
    LW_ENSURE(work <= LW_OSV_WORK_MAX, err, LW_E_LIMIT, 0,
              "%.*s: too many versions and ranges: %llu pairs of them; the limit is %d", LW_FMT(id),
              (unsigned long long)work, LW_OSV_WORK_MAX);
    return LW_OK;
}

static bool read_event(struct lw_osv_event *out, yyjson_val *event, struct lw_arena *arena)
{
    static const char *const keys[LW_OSV_EVENT_COUNT] = { "introduced", "fixed", "last_affected",
                                                          "limit" };
    for (size_t k = 0; k < LW_OSV_EVENT_COUNT; k++) {
        struct lw_view version = lw_view_trim(lw_json_str(event, keys[k]));
        if (version.len) {
            *out = (struct lw_osv_event){ (enum lw_osv_event_kind)k,
                                          lw_arena_copy(arena, version) };
            return true;
        }
    }
    return false;
}

static void read_ranges(struct lw_osv_affected *out, yyjson_val *affected, struct lw_arena *arena)
{
    size_t i, count, e, events;
    yyjson_val *range, *event;
    yyjson_arr_foreach(lw_json_arr(affected, "ranges"), i, count, range)
    {
        struct lw_view type = lw_json_str(range, "type");
        bool semver = lw_view_is(type, "SEMVER");
        if (!semver && !lw_view_is(type, "ECOSYSTEM"))
            continue;
        struct lw_osv_range r = { .semver = semver };
        yyjson_arr_foreach(lw_json_arr(range, "events"), e, events, event)
        {
            struct lw_osv_event ev;
            if (read_event(&ev, event, arena))
                *LW_PUSH(arena, &r) = ev;
        }
        if (r.count == 0)
            continue;
        struct lw_osv_range *slot = lw_arena_push(arena, (void **)&out->ranges, &out->range_count,
                                                  &out->range_capacity, sizeof *out->ranges);
        *slot = r;
    }
}

static void read_affected(struct lw_osv *out, yyjson_val *affected, struct lw_arena *arena)
{
    yyjson_val *package = lw_json_obj(affected, "package");
    struct lw_osv_affected a = { .word = LW_SEVERITY_UNKNOWN };
    a.ecosystem = lw_arena_copy(arena, lw_view_trim(lw_json_str(package, "ecosystem")));
    a.name = lw_arena_copy(arena, lw_view_trim(lw_json_str(package, "name")));
    if (a.name.len == 0 || a.ecosystem.len == 0)
        return; /* ranges of commits alone: no package to match */
    read_severity(&a.vectors, &a.word, affected, arena);
    read_ranges(&a, affected, arena);
    size_t i, count;
    yyjson_val *item;
    yyjson_arr_foreach(lw_json_arr(affected, "versions"), i, count, item)
    {
        struct lw_view version = lw_view_trim(lw_json_text(item));
        if (version.len)
            *LW_PUSH(arena, &a.versions) = lw_arena_copy(arena, version);
    }
    *LW_PUSH(arena, out) = a;
}

lw_status lw_osv_from_json(struct lw_osv *out, yyjson_val *record, struct lw_arena *arena,
                           struct lw_err *err)
{
    struct lw_osv osv = { .word = LW_SEVERITY_UNKNOWN };
    LW_ENSURE(yyjson_is_obj(record), err, LW_E_FORMAT, 0, "not an OSV record: not a JSON object");
    osv.id = lw_arena_copy(arena, lw_view_trim(lw_json_str(record, "id")));
    LW_ENSURE(osv.id.len, err, LW_E_FORMAT, 0, "not an OSV record: it has no id");
    yyjson_val *affected = yyjson_obj_get(record, "affected");
    LW_ENSURE(!affected || yyjson_is_null(affected) || yyjson_is_arr(affected), err, LW_E_FORMAT, 0,
              "%.*s: `affected` is not a list", LW_FMT(osv.id));
    LW_ENSURE(affected || yyjson_obj_get(record, "modified"), err, LW_E_FORMAT, 0,
              "%.*s: not an OSV record: it has neither `affected` nor `modified`", LW_FMT(osv.id));

    LW_TRY(check_lists(record, osv.id, err));
    add_texts(&osv.aliases, lw_json_arr(record, "aliases"), arena);
    for (size_t i = 0; i < osv.aliases.count; i++) {
        if (lw_view_eq(osv.aliases.items[i], osv.id)) {
            osv.aliases.items[i] = osv.aliases.items[--osv.aliases.count];
            break;
        }
    }
    struct lw_view text = lw_view_trim(lw_json_str(record, "summary"));
    osv.summary = one_line(text.len ? text : first_paragraph(lw_json_str(record, "details")),
                           arena);
    osv.modified_utc_s = time_of(record, "modified");
    osv.published_utc_s = time_of(record, "published");
    osv.withdrawn = lw_view_trim(lw_json_str(record, "withdrawn")).len > 0;
    read_severity(&osv.vectors, &osv.word, record, arena);
    read_references(&osv, record, arena);
    add_texts(&osv.cwes, lw_json_arr(lw_json_obj(record, "database_specific"), "cwe_ids"), arena);
    size_t i, count;
    yyjson_val *item;
    yyjson_arr_foreach(affected, i, count, item)
    {
        read_affected(&osv, item, arena);
    }
    *out = osv;
    return LW_OK;
}

lw_status lw_osv_parse(struct lw_osv *out, struct lw_view text, struct lw_arena *arena,
                       struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse(&doc, text, LW_OSV_MAX_BYTES, err));
    return lw_osv_from_json(out, yyjson_doc_get_root(doc), arena, err);
}
