/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/digest.c - the two identities of each artifact.
 */
#include <limits.h>

#include "archive/manifest.h"
#include "base/jsonw.h"
#include "base/signals.h"
#include "base/text.h"
#include "cli/common.h"
#include "cli/inputs.h"
#include "cli/worker.h"
#include "report/summary.h"

static const struct lw_option options[] = {
    { "manifest", 'm', NULL, "print the canonical manifest: its SHA-256 is the content digest",
      NULL },
    { "format", 'f', "FORMAT", "table (default) or json", "table json" },
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    LW_OPTIONS_AWS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "both digests of a layer", "layerward digest layer.zip" },
    { "whether two zips have the same files", "layerward digest old.zip new.zip" },
    { "the same by hand", "layerward digest --manifest layer.zip | sha256sum" },
    { NULL, NULL },
};

/* What is told of one input. */
struct told {
    const char *name;
    bool have_zip; /* false for a folder */
    struct lw_digest zip, content;
    size_t files, entries;
};

static void print_json(struct lw_jsonw *w, const struct told *told)
{
    char hex[LW_HEX_BYTES], base64[LW_BASE64_BYTES];
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "name", told->name);
    if (told->have_zip) {
        lw_digest_hex(hex, &told->zip);
        lw_digest_base64(base64, &told->zip);
        lw_jsonw_c(w, "zip_sha256", hex);
        lw_jsonw_c(w, "code_sha256", base64);
    }
    lw_digest_hex(hex, &told->content);
    lw_jsonw_c(w, "content_digest", hex);
    lw_jsonw_u64(w, "entries", told->entries);
    lw_jsonw_u64(w, "files", told->files);
    lw_jsonw_end(w);
}

static void print_table(const struct told *told, bool several)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf files = LW_BUF_INIT;
    char hex[LW_HEX_BYTES], base64[LW_BASE64_BYTES];
    const char *indent = several ? "  " : "";
    if (several)
        printf("%.*s\n", LW_FMT(lw_text_safe(&arena, lw_view_c(told->name))));
    if (told->have_zip) {
        lw_digest_hex(hex, &told->zip);
        lw_digest_base64(base64, &told->zip);
        printf("%szip sha256      %s\n%sCodeSha256      %s\n", indent, hex, indent, base64);
    }
    lw_digest_hex(hex, &told->content);
    lw_add_files(&files, told->files, told->entries);
    printf("%scontent digest  %s\n%scontent         %.*s\n", indent, hex, indent,
           LW_FMT(lw_buf_view(&files)));
}

static lw_status digest(struct told *out, struct lw_buf *manifest, const struct lw_args *args,
                        const struct lw_input *input, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    struct lw_limits limits;
    unsigned jobs;
    *out = (struct told){ .name = input->name };
    LW_TRY(lw_args_limits(&limits, args, err));
    LW_TRY(lw_args_jobs(&jobs, args, err));
    LW_TRY(lw_archive_open_input(&archive, input, &limits, err));
    LW_TRY(lw_manifest_make(manifest, &out->content, archive, jobs, err));
    LW_TRY(lw_archive_zip_digest(&out->zip, &out->have_zip, archive, err));
    LW_TRY(lw_archive_check_unchanged(archive, err));
    const struct lw_entry *entries = lw_archive_entries(archive, &out->entries);
    for (size_t i = 0; i < out->entries; i++)
        out->files += lw_manifest_lists(&entries[i]);
    return LW_OK;
}

/* One that cannot be read does not keep the others back. */
static int print(const struct lw_args *args, const struct lw_inputs *inputs)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_jsonw w = lw_jsonw(&buf, stdout, true);
    const char *format = lw_args_get(args, "format");
    const bool json = format && strcmp(format, "json") == 0, several = inputs->count > 1;
    int code = LW_EXIT_CLEAN;
    if (json && several)
        lw_jsonw_array(&w, NULL);
    for (size_t i = 0; i < inputs->count && !lw_interrupted(); i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
        struct told told;
        struct lw_err err = { 0 };
        if (!lw_ok(digest(&told, &manifest, args, &inputs->items[i], &err)))
            code = lw_cli_fail(&err);
        else if (lw_args_flag(args, "manifest"))
            fwrite(manifest.ptr, 1, manifest.len, stdout);
        else if (json)
            print_json(&w, &told);
        else
            print_table(&told, several);
    }
    if (json && several)
        lw_jsonw_end(&w);
    if (json)
        lw_jsonw_finish(&w);
    return lw_interrupted() ? 128 + lw_interrupt_signal() : code;
}

static lw_status find(struct lw_inputs *inputs, const struct lw_args *args, struct lw_arena *arena,
                      struct lw_err *err)
{
    const size_t count = lw_args_operands(args);
    LW_ENSURE(count == 1 || !lw_args_flag(args, "manifest"), err, LW_E_USAGE, 0,
              "--manifest prints that of one INPUT, and there are %zu", count);
    inputs->lenient = count > 1;
    for (size_t i = 0; i < count; i++)
        LW_TRY(lw_inputs_add(inputs, lw_args_operand(args, i), false, true, arena, err));
    return LW_OK;
}

static int confined(struct lw_worker *worker, void *ctx)
{
    const struct lw_args *args = ctx;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_fetch fetch = { .args = args };
    struct lw_inputs inputs = { .fetch = &fetch };
    struct lw_err err = { 0 };
    if (!lw_ok(find(&inputs, args, &arena, &err)) ||
        !lw_ok(lw_worker_confine(worker, &fetch, &err)))
        return lw_cli_fail(&err);
    return print(args, &inputs);
}

static int run(const struct lw_args *args)
{
    return lw_worker_run(confined, (void *)(uintptr_t)args, LW_VIEW_NONE,
                         lw_args_flag(args, "quiet"));
}

const struct lw_verb lw_verb_digest = {
    .name = "digest",
    .summary = "print the zip digest and the content digest of a layer",
    .synopsis = "INPUT...",
    .description =
        "The zip digest is the SHA-256 of the bytes; in base64 it is what AWS shows as CodeSha256. "
        "The content digest is the SHA-256 of a canonical manifest of the files, the same for a "
        "zip, for the same files zipped again and for the folder they unpack to. It is over files "
        "and links; entries of a zip are folders too. Of several inputs each is named above its "
        "digests; in JSON they are a list.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = UINT_MAX,
    .run = run,
};
