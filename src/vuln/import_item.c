/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/import_item.c - recognise a file by its content and read it.
 */
#include "vuln/import_item.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/gunzip.h"
#include "base/hash.h"

static void note_problem(struct lw_import_yield *out, const struct lw_err *err,
                         struct lw_arena *arena)
{
    struct lw_import_problem *problem = LW_PUSH(arena, &out->problems);
    problem->code = err->code;
    problem->offset = err->offset;
    problem->text = lw_arena_copy(arena, lw_view_c(err->text));
}

static struct lw_view digest_of(struct lw_view text, struct lw_arena *arena)
{
    struct lw_digest digest = lw_sha256(text);
    return lw_arena_copy(arena, lw_view(digest.bytes, sizeof digest.bytes));
}

static void read_record(struct lw_import_yield *out, yyjson_val *value, struct lw_view text,
                        struct lw_arena *arena)
{
    struct lw_err err;
    struct lw_osv *osv = LW_NEW(arena, struct lw_osv);
    if (!lw_ok(lw_osv_from_json(osv, value, arena, &err))) {
        note_problem(out, &err, arena);
        return;
    }
    osv->digest = digest_of(text, arena);
    *LW_PUSH(arena, &out->records) = osv;
}

/* A member of a list has no text of its own: written anew, it has. */
static void read_list(struct lw_import_yield *out, yyjson_val *list, struct lw_arena *arena)
{
    size_t i, count;
    yyjson_val *item;
    yyjson_arr_foreach(list, i, count, item)
    {
        size_t len = 0;
        char *text = yyjson_val_write(item, YYJSON_WRITE_ALLOW_INVALID_UNICODE, &len);
        read_record(out, item, lw_view(text, len), arena);
        free(text);
    }
}

static void read_json(struct lw_import_yield *out, struct lw_view text, struct lw_arena *arena)
{
    struct lw_err err;
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    if (!lw_ok(lw_json_parse(&doc, text, LW_IMPORT_MAX_TEXT_BYTES, &err))) {
        note_problem(out, &err, arena);
        return;
    }
    yyjson_val *root = yyjson_doc_get_root(doc);
    if (lw_kev_recognise(root)) {
        out->have_kev = true;
        if (!lw_ok(lw_kev_read(&out->kev, &out->kev_note, root, arena, &err)))
            note_problem(out, &err, arena);
    } else if (yyjson_is_arr(root)) {
        read_list(out, root, arena);
    } else if (lw_json_arr(root, "vulns") && !yyjson_obj_get(root, "id")) {
        read_list(out, lw_json_arr(root, "vulns"), arena);
    } else {
        read_record(out, root, text, arena);
    }
}

static void read_lines(struct lw_import_yield *out, struct lw_view text, struct lw_arena *arena)
{
    struct lw_view rest = text, line;
    while (lw_view_line(&line, &rest)) {
        if (lw_view_trim(line).len)
            read_json(out, line, arena);
    }
}

static struct lw_view without_mark(struct lw_view text)
{
    return lw_view_from(text, lw_view_starts(text, LW_VIEW("\xef\xbb\xbf")) ? 3 : 0);
}

static void read_text(struct lw_import_yield *out, struct lw_view name, struct lw_view text,
                      struct lw_arena *arena)
{
    struct lw_err err;
    struct lw_view body = without_mark(text);
    if (lw_epss_recognise(body)) {
        out->have_epss = true;
        if (!lw_ok(lw_epss_read(&out->epss, &out->epss_note, body, arena, &err)))
            note_problem(out, &err, arena);
    } else if (lw_view_ends_nocase(name, LW_VIEW(".jsonl")) ||
               lw_view_ends_nocase(name, LW_VIEW(".ndjson"))) {
        read_lines(out, body, arena);
    } else {
        read_json(out, text, arena);
    }
}

void lw_import_item(struct lw_import_yield *out, struct lw_view name, struct lw_view bytes,
                    struct lw_arena *arena)
{
    if (!lw_view_starts(bytes, LW_VIEW("\x1f\x8b"))) {
        read_text(out, name, bytes, arena);
        return;
    }
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    struct lw_err err;
    if (!lw_ok(lw_gunzip(&text, bytes, LW_IMPORT_MAX_TEXT_BYTES, &err))) {
        note_problem(out, &err, arena);
        return;
    }
    if (lw_view_ends_nocase(name, LW_VIEW(".gz")))
        name = lw_view_sub(name, 0, name.len - 3);
    read_text(out, name, lw_buf_view(&text), arena);
}

bool lw_import_likely(struct lw_view head)
{
    struct lw_view body = lw_view_trim(without_mark(head));
    return lw_view_starts(head, LW_VIEW("\x1f\x8b")) || lw_epss_recognise(body) ||
           (body.len && (body.ptr[0] == '{' || body.ptr[0] == '['));
}
