/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/digest.c - the two identities of an artifact.
 */
#include "archive/manifest.h"
#include "base/jsonw.h"
#include "cli/common.h"
#include "cli/inputs.h"
#include "cli/worker.h"

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
    { "the same by hand", "layerward digest --manifest layer.zip | sha256sum" },
    { NULL, NULL },
};

static void print_json(const struct lw_digest *zip, const struct lw_digest *content)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    char hex[LW_HEX_BYTES], base64[LW_BASE64_BYTES];
    struct lw_jsonw w = lw_jsonw(&buf, stdout, true);
    lw_jsonw_object(&w, NULL);
    if (zip) {
        lw_digest_hex(hex, zip);
        lw_digest_base64(base64, zip);
        lw_jsonw_c(&w, "zip_sha256", hex);
        lw_jsonw_c(&w, "code_sha256", base64);
    }
    lw_digest_hex(hex, content);
    lw_jsonw_c(&w, "content_digest", hex);
    lw_jsonw_end(&w);
    lw_jsonw_finish(&w);
}

static void print_table(const struct lw_digest *zip, const struct lw_digest *content)
{
    char hex[LW_HEX_BYTES], base64[LW_BASE64_BYTES];
    if (zip) {
        lw_digest_hex(hex, zip);
        lw_digest_base64(base64, zip);
        printf("zip sha256      %s\nCodeSha256      %s\n", hex, base64);
    }
    lw_digest_hex(hex, content);
    printf("content digest  %s\n", hex);
}

static lw_status digest(const struct lw_args *args, const struct lw_input *input,
                        struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
    struct lw_limits limits;
    struct lw_digest zip = { { 0 } }, content;
    unsigned jobs;
    bool have_zip = false;
    LW_TRY(lw_args_limits(&limits, args, err));
    LW_TRY(lw_args_jobs(&jobs, args, err));
    LW_TRY(lw_archive_open_input(&archive, input, &limits, err));
    LW_TRY(lw_manifest_make(&manifest, &content, archive, jobs, err));
    LW_TRY(lw_archive_zip_digest(&zip, &have_zip, archive, err));
    LW_TRY(lw_archive_check_unchanged(archive, err));
    if (lw_args_flag(args, "manifest")) {
        fwrite(manifest.ptr, 1, manifest.len, stdout);
        return LW_OK;
    }
    const char *format = lw_args_get(args, "format");
    bool json = format && strcmp(format, "json") == 0;
    (json ? print_json : print_table)(have_zip ? &zip : NULL, &content);
    return LW_OK;
}

static int confined(struct lw_worker *worker, void *ctx)
{
    const struct lw_args *args = ctx;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_fetch fetch = { .args = args };
    struct lw_inputs inputs = { .fetch = &fetch };
    struct lw_err err = { 0 };
    bool good = lw_ok(lw_inputs_add(&inputs, lw_args_operand(args, 0), false, true, &arena, &err));
    good = good && lw_ok(lw_worker_confine(worker, &fetch, &err));
    good = good && lw_ok(digest(args, &inputs.items[0], &err));
    return good ? LW_EXIT_CLEAN : lw_cli_fail(&err);
}

static int run(const struct lw_args *args)
{
    return lw_worker_run(confined, (void *)(uintptr_t)args, LW_VIEW_NONE,
                         lw_args_flag(args, "quiet"));
}

const struct lw_verb lw_verb_digest = {
    .name = "digest",
    .summary = "print the zip digest and the content digest of a layer",
    .synopsis = "INPUT",
    .description =
        "The zip digest is the SHA-256 of the bytes; in base64 it is what AWS shows as CodeSha256. "
        "The content digest is the SHA-256 of a canonical manifest of the files, the same for a "
        "zip, for the same files zipped again and for the folder they unpack to.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
