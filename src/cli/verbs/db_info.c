/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/db_info.c - what the advisory index holds.
 */
#include <inttypes.h>

#include "base/clock.h"
#include "base/jsonw.h"
#include "cli/common.h"

static void time_text(char out[32], int64_t utc_s)
{
    if (utc_s)
        lw_time_format(out, utc_s);
    else
        memcpy(out, "-", 2);
}

static void print_table(const struct lw_vuln_info *info, const char *path)
{
    char built[32], newest[32];
    time_text(built, info->built_utc_s);
    time_text(newest, info->newest_utc_s);
    printf("%s\n", path);
    printf("format %d, %" PRIu64 " bytes, built %s, newest advisory %s\n", LW_INDEX_VERSION,
           info->bytes, built, newest);
    printf("%" PRIu64 " advisories for %" PRIu64 " packages, %" PRIu64 " in KEV, %" PRIu64
           " EPSS scores\n",
           info->advisories, info->packages, info->kev, info->epss);
    for (size_t i = 0; i < info->ecosystems.count; i++) {
        const struct lw_vuln_ecosystem *e = &info->ecosystems.items[i];
        printf("  %-12.*s %8" PRIu64 " advisories %8" PRIu64 " packages\n", LW_FMT(e->name),
               e->advisories, e->packages);
    }
    for (size_t i = 0; i < info->sources.count; i++) {
        const struct lw_vuln_source *s = &info->sources.items[i];
        printf("  from %.*s: %" PRIu64 " of %.*s%s%.*s\n", LW_FMT(s->name), s->records,
               LW_FMT(s->kind), s->note.len ? ", " : "", LW_FMT(s->note));
    }
}

static void write_lists(struct lw_jsonw *w, const struct lw_vuln_info *info)
{
    lw_jsonw_array(w, "ecosystems");
    for (size_t i = 0; i < info->ecosystems.count; i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "name", info->ecosystems.items[i].name);
        lw_jsonw_u64(w, "advisories", info->ecosystems.items[i].advisories);
        lw_jsonw_u64(w, "packages", info->ecosystems.items[i].packages);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
    lw_jsonw_array(w, "sources");
    for (size_t i = 0; i < info->sources.count; i++) {
        const struct lw_vuln_source *s = &info->sources.items[i];
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "kind", s->kind);
        lw_jsonw_text(w, "name", s->name);
        lw_jsonw_text_if(w, "note", s->note);
        lw_jsonw_u64(w, "bytes", s->bytes);
        lw_jsonw_u64(w, "records", s->records);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static bool print_json(const struct lw_vuln_info *info, const char *path)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, stdout, true);
    char built[32], newest[32];
    time_text(built, info->built_utc_s);
    time_text(newest, info->newest_utc_s);
    lw_jsonw_object(&w, NULL);
    lw_jsonw_c(&w, "path", path);
    lw_jsonw_u64(&w, "format", LW_INDEX_VERSION);
    lw_jsonw_u64(&w, "bytes", info->bytes);
    lw_jsonw_c(&w, "built", built);
    lw_jsonw_c(&w, "newest", info->newest_utc_s ? newest : NULL);
    lw_jsonw_u64(&w, "advisories", info->advisories);
    lw_jsonw_u64(&w, "packages", info->packages);
    lw_jsonw_u64(&w, "kev", info->kev);
    lw_jsonw_u64(&w, "epss", info->epss);
    write_lists(&w, info);
    lw_jsonw_end(&w);
    return lw_jsonw_finish(&w);
}

static int run(const struct lw_args *args)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    const char *path = lw_args_get(args, "db"), *format = lw_args_get(args, "format");
    struct lw_vuln_info info;
    struct lw_err err = { 0 };
    if (!path)
        path = lw_vuln_default_path(&arena);
    if (!lw_ok(lw_cli_open_index(&index, path, &err)) ||
        !lw_ok(lw_vuln_index_info(&info, index, &arena, &err)))
        return lw_cli_fail(&err);
    bool verify = lw_args_flag(args, "verify");
    if (verify && !lw_ok(lw_vuln_index_verify(index, &err))) {
        lw_err_prefix(&err, "%s", path);
        return lw_cli_fail(&err);
    }
    if (format && strcmp(format, "json") == 0)
        return print_json(&info, path) ? LW_EXIT_CLEAN : LW_EXIT_INCOMPLETE;
    print_table(&info, path);
    if (verify)
        puts("checksum right");
    return LW_EXIT_CLEAN;
}

static const struct lw_option options[] = {
    { "db", 0, "FILE",
      "the index (default: $LAYERWARD_DB, else "
      "${XDG_DATA_HOME:-~/.local/share}/layerward/advisories.lwdb)",
      "@file" },
    { "verify", 0, NULL, "check the checksum over the whole index", NULL },
    { "format", 'f', "FORMAT", "table or json", "table json" },
    { NULL, 0, NULL, NULL, NULL },
};

const struct lw_verb lw_verb_db_info = {
    .name = "db info",
    .summary = "tell what the advisory index holds",
    .synopsis = "",
    .description = "Prints where the index is, when it was made and from what, and how many "
                   "advisories it has for each ecosystem.",
    .options = options,
    .run = run,
};
