/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/attest_rebuild.c - why two builds of a layer differ.
 */
#include <string.h>

#include "attest/rebuild.h"
#include "base/jsonw.h"
#include "base/text.h"
#include "cli/common.h"
#include "cli/inputs.h"
#include "cli/worker.h"
#include "report/summary.h"

enum { SHOWN_OF_A_KIND = 5 };

static const struct lw_option options[] = {
    { "content", 0, NULL, "exit with 0 where the files are the same, however they are packed",
      NULL },
    { "format", 'f', "FORMAT", "table unless given", "table json" },
    { "verbose", 'v', NULL, "show every entry, not the first five of a kind; JSON has all", NULL },
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    LW_OPTIONS_AWS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "build twice, and see whether it is reproducible", "layerward attest rebuild a.zip b.zip" },
    { "a published layer against what its commit builds",
      "layerward attest rebuild --content published.zip built/" },
    { NULL, NULL },
};

static void print_path(FILE *out, struct lw_view path, struct lw_view detail)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf safe = LW_BUF_INIT;
    lw_text_add_safe(&safe, path);
    if (path.len && detail.len)
        lw_buf_add_c(&safe, ": ");
    lw_text_add_safe(&safe, detail);
    fprintf(out, "    %.*s\n", LW_FMT(lw_buf_view(&safe)));
}

/* How many of each kind, before the first of them is shown; and whether this is the right tool. */
static void print_summary(FILE *out, const struct lw_rebuild *r)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    const size_t other = r->causes[LW_CAUSE_CONTENT].count + r->causes[LW_CAUSE_ONLY_FIRST].count +
                         r->causes[LW_CAUSE_ONLY_SECOND].count;
    lw_buf_add_c(&text, "\n  ");
    lw_add_count(&text, r->entries[0], "entry", "entries");
    lw_buf_add_c(&text, " in the first, ");
    lw_add_thousands(&text, r->entries[1]);
    lw_buf_add_c(&text, " in the second; of these\n");
    for (enum lw_cause_kind kind = 0; kind < LW_CAUSE_COUNT_; kind++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf count = LW_BUF_INIT;
        lw_add_thousands(&count, r->causes[kind].count);
        if (r->causes[kind].count)
            lw_buf_printf(&text, "%9.*s  %s\n", LW_FMT(lw_buf_view(&count)), lw_cause_what(kind));
    }
    if (other > (r->entries[0] + r->entries[1]) / 4)
        lw_buf_add_c(&text,
                     "  This looks like two versions, not two builds of one: `layerward diff` "
                     "says what the second newly does.\n");
    fprintf(out, "%.*s", LW_FMT(lw_buf_view(&text)));
}

static void print_cause(FILE *out, const struct lw_cause *cause, enum lw_cause_kind kind,
                        size_t most)
{
    fprintf(out, "\n%-14s %zu entr%s %s\n", lw_cause_name(kind), cause->count,
            cause->count == 1 ? "y:" : "ies:", lw_cause_what(kind));
    for (size_t i = 0; i < cause->count && i < most; i++)
        print_path(out, cause->items[i].path, cause->items[i].detail);
    if (most < cause->count)
        fprintf(out, "    and %zu more (--verbose)\n", cause->count - most);
    fprintf(out, "  to mend it: %s\n", lw_cause_fix(kind));
}

static void print_table(FILE *out, const struct lw_rebuild *r, size_t most)
{
    if (r->same_bytes) {
        fprintf(out, "the same: %s\n", r->both_zips ? "every byte of the zip" : "every file");
        return;
    }
    fprintf(out, "%s\n",
            r->same_content ? "the same files, packed otherwise: content digests are equal, zip "
                              "digests are not"
                            : "other files: content digests differ");
    print_summary(out, r);
    for (enum lw_cause_kind kind = 0; kind < LW_CAUSE_COUNT_; kind++)
        if (r->causes[kind].count)
            print_cause(out, &r->causes[kind], kind, most);
}

static void json_cause(struct lw_jsonw *w, const struct lw_cause *cause, enum lw_cause_kind kind)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "cause", lw_cause_name(kind));
    lw_jsonw_c(w, "what", lw_cause_what(kind));
    lw_jsonw_bool(w, "packing", lw_cause_is_packing(kind));
    lw_jsonw_u64(w, "count", cause->count);
    lw_jsonw_array(w, "entries");
    for (size_t i = 0; i < cause->count; i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "path", cause->items[i].path);
        lw_jsonw_text_if(w, "detail", cause->items[i].detail);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
    lw_jsonw_c(w, "fix", lw_cause_fix(kind));
    lw_jsonw_end(w);
}

static void json_digests(struct lw_jsonw *w, const char *key, const struct lw_digest digests[2])
{
    char hex[LW_HEX_BYTES];
    lw_jsonw_array(w, key);
    for (unsigned i = 0; i < 2; i++) {
        lw_digest_hex(hex, &digests[i]);
        lw_jsonw_c(w, NULL, hex);
    }
    lw_jsonw_end(w);
}

static void print_json(FILE *out, const struct lw_rebuild *r)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, out, true);
    lw_jsonw_object(&w, NULL);
    lw_jsonw_bool(&w, "same_bytes", r->same_bytes);
    lw_jsonw_bool(&w, "same_content", r->same_content);
    if (r->both_zips)
        json_digests(&w, "zip_sha256", r->zip);
    json_digests(&w, "content_digest", r->content);
    lw_jsonw_array(&w, "causes");
    for (enum lw_cause_kind kind = 0; kind < LW_CAUSE_COUNT_; kind++)
        if (r->causes[kind].count)
            json_cause(&w, &r->causes[kind], kind);
    lw_jsonw_end(&w);
    lw_jsonw_end(&w);
    lw_jsonw_finish(&w);
}

static lw_status compare(struct lw_rebuild *out, const struct lw_inputs *inputs,
                         const struct lw_args *args, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *a = NULL;
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *b = NULL;
    struct lw_limits limits;
    unsigned jobs;
    const char *format = lw_args_get(args, "format");
    bool json = format && strcmp(format, "json") == 0;
    LW_TRY(lw_args_limits(&limits, args, err));
    LW_TRY(lw_args_jobs(&jobs, args, err));
    LW_TRY(lw_archive_open_input(&a, &inputs->items[0], &limits, err));
    LW_TRY(lw_archive_open_input(&b, &inputs->items[1], &limits, err));
    const struct lw_rebuild_options how = { jobs, limits };
    LW_TRY(lw_rebuild_compare(out, a, b, &how, arena, err));
    if (json)
        print_json(stdout, out);
    else
        print_table(stdout, out, lw_args_flag(args, "verbose") ? SIZE_MAX : SHOWN_OF_A_KIND);
    return LW_OK;
}

static int confined(struct lw_worker *worker, void *ctx)
{
    const struct lw_args *args = ctx;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_fetch fetch = { .args = args };
    struct lw_inputs inputs = { .fetch = &fetch };
    struct lw_rebuild result;
    struct lw_err err = { 0 };
    bool good = true;
    for (size_t i = 0; i < 2 && good; i++)
        good = lw_ok(lw_inputs_add(&inputs, lw_args_operand(args, i), false, true, &arena, &err));
    good = good && lw_ok(lw_worker_confine(worker, &fetch, &err)) &&
           lw_ok(compare(&result, &inputs, args, &arena, &err));
    if (!good)
        return lw_cli_fail(&err);
    bool same = lw_args_flag(args, "content") ? result.same_content : result.same_bytes;
    return same ? LW_EXIT_CLEAN : LW_EXIT_FINDING;
}

static int run(const struct lw_args *args)
{
    return lw_worker_run(confined, (void *)(uintptr_t)args, LW_VIEW_NONE,
                         lw_args_flag(args, "quiet"));
}

const struct lw_verb lw_verb_attest_rebuild = {
    .name = "attest rebuild",
    .summary = "explain why two builds of a layer are not the same bytes",
    .synopsis = "FIRST SECOND",
    .description =
        "Compares two zips or folders that should have come out the same, and says which entries "
        "differ and why: files, modes, times, order, compression, and in files what build tools "
        "are known to leave (times in bytecode and gzip, order of lines, archives packed anew), "
        "each with how to mend it. First how many of each kind, then the first of them: what is "
        "started, native or code before all else.",
    .options = options,
    .examples = examples,
    .min_operands = 2,
    .max_operands = 2,
    .finding = "the builds differ",
    .run = run,
};
