/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/attest_verify.c - whether who is trusted has signed for a layer.
 */
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/arn.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/attest_input.h"
#include "cli/attest_report.h"
#include "cli/worker.h"

static const struct lw_option options[] = {
    { "config", 'c', "FILE", "signers and publishers; layerward.yaml here unless given", "@file" },
    { "publisher", 0, "NAME",
      "whose layer it must be; where there are several and `layer` does not tell", NULL },
    { "arn", 0, "ARN",
      "the layer version's name at AWS: tells the publisher by account, region and layer", NULL },
    { "key", 'k', "FILE",
      "without a configuration: a public key or certificate in PEM that is trusted (may be "
      "repeated)",
      "@file" },
    { "trusted-root", 0, "FILE",
      "without a configuration: Sigstore's trusted root; with --identity and --issuer", "@file" },
    { "identity", 0, "PATTERN", "with --trusted-root: who may have signed (may be repeated)",
      NULL },
    { "issuer", 0, "PATTERN", "with --trusted-root: who may vouch for that (may be repeated)",
      NULL },
    { "threshold", 0, "N", "how many different signers there must be; 1 unless given", NULL },
    { "predicate-type", 0, "URI", "what must be stated (may be repeated)", NULL },
    { "builder", 0, "PATTERN", "who may have built it (may be repeated)", NULL },
    { "repository", 0, "PATTERN", "where its source may be from (may be repeated)", NULL },
    { "exact", 0, NULL, "about this zip, not only about the same files in another", NULL },
    { "format", 'f', "FORMAT", "table unless given", "table json" },
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    LW_OPTIONS_AWS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "by layerward.yaml, with layer.zip.intoto.jsonl beside the layer",
      "layerward attest verify layer.zip" },
    { "by one key", "layerward attest verify -k release.pub layer.zip release.jsonl" },
    { "by two of three keys, from a repository of ours",
      "layerward attest verify -k a.pub -k b.pub -k c.pub --threshold 2 --repository "
      "'https://example.com/team/*' layer.zip" },
    { "a Sigstore bundle",
      "layerward attest verify --trusted-root trusted_root.json --identity "
      "'https://github.com/acme/*' --issuer https://token.actions.githubusercontent.com layer.zip "
      "layer.zip.sigstore.json" },
    { NULL, NULL },
};

enum { MAX_FILE_BYTES = 48 << 20 };

struct verifying {
    const struct lw_args *args;
    struct lw_arena arena;
    struct lw_policy *policy;
    const struct lw_publisher *publisher;
    struct lw_attestation_list attestations;
    struct lw_inputs inputs;
};

static void add_values(struct lw_config_texts *list, struct verifying *v, const char *option)
{
    const char *value;
    for (size_t i = 0; (value = lw_args_nth(v->args, option, i)); i++)
        *LW_PUSH(&v->arena, list) = lw_view_c(value);
}

static lw_status add_keys(struct verifying *v, struct lw_err *err)
{
    const char *path;
    for (size_t i = 0; (path = lw_args_nth(v->args, "key", i)); i++) {
        struct lw_signer signer = { .name = lw_view_c(path) };
        LW_TRY(lw_policy_add_key(v->policy, &signer, path, err));
        for (size_t k = 0; k < v->policy->signers.count; k++) {
            bool same = lw_digest_eq(lw_key_id(v->policy->signers.items[k].key),
                                     lw_key_id(signer.key));
            if (same)
                lw_key_free(signer.key);
            LW_ENSURE(!same, err, LW_E_USAGE, 0, "%s: this key is given twice", path);
        }
        *LW_PUSH(&v->policy->arena, &v->policy->signers) = signer;
    }
    return LW_OK;
}

static lw_status add_sigstore(struct verifying *v, struct lw_err *err)
{
    const char *path = lw_args_get(v->args, "trusted-root");
    struct lw_view text;
    bool identity = lw_args_get(v->args, "identity"), issuer = lw_args_get(v->args, "issuer");
    LW_ENSURE(!!path == identity && !!path == issuer, err, LW_E_USAGE, 0,
              "--trusted-root, --identity and --issuer belong together: anybody can get a "
              "certificate");
    if (!path)
        return LW_OK;
    struct lw_signer *s = LW_PUSH(&v->policy->arena, &v->policy->signers);
    s->name = lw_view_c(path);
    s->kind = LW_SIGNER_SIGSTORE;
    add_values(&s->identities, v, "identity");
    add_values(&s->issuers, v, "issuer");
    LW_TRY(lw_file_read(&text, path, MAX_FILE_BYTES, &v->arena, err));
    lw_status status = lw_trust_add_root(&s->trust, text, &v->policy->arena, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", path);
    s->logged = true;
    return status;
}

/* A publisher of the command line. */
static lw_status from_options(struct verifying *v, struct lw_err *err)
{
    struct lw_publisher *p = LW_NEW(&v->arena, struct lw_publisher);
    v->policy = lw_policy_new();
    LW_TRY(add_keys(v, err));
    LW_TRY(add_sigstore(v, err));
    p->name = LW_VIEW("command line");
    p->signer_count = v->policy->signers.count;
    p->signers = lw_arena_array(&v->arena, p->signer_count, sizeof *p->signers);
    for (size_t i = 0; i < p->signer_count; i++)
        p->signers[i] = i;
    p->threshold = 1;
    v->publisher = p;
    return LW_OK;
}

/* By the ARN, or the name of the file. */
static lw_status choose(struct verifying *v, struct lw_view layer, struct lw_err *err)
{
    const char *arn = lw_args_get(v->args, "arn");
    struct lw_layer_arn parsed;
    if (lw_view_ends_nocase(layer, LW_VIEW(".zip")))
        layer.len -= 4;
    if (arn)
        layer = lw_view_c(arn);
    LW_ENSURE(!arn || lw_layer_arn_parse(&parsed, layer), err, LW_E_USAGE, 0,
              "--arn: \"%s\" is not the ARN of a layer version", arn);
    return lw_policy_choose(&v->publisher, v->policy, lw_view_c(lw_args_get(v->args, "publisher")),
                            layer, err);
}

/* What the command line demands on top of the configuration. */
static lw_status add_demands(struct verifying *v, struct lw_err *err)
{
    struct lw_publisher *p = LW_NEW(&v->arena, struct lw_publisher);
    *p = *v->publisher;
    LW_TRY(lw_args_number(&p->threshold, v->args, "threshold", 1000, err));
    LW_ENSURE(p->threshold >= 1 && p->threshold <= p->signer_count, err, LW_E_USAGE, 0,
              "--threshold %llu of %zu signers", (unsigned long long)p->threshold, p->signer_count);
    struct {
        const char *option;
        struct lw_config_texts *list;
    } lists[] = { { "predicate-type", &p->predicates },
                  { "builder", &p->builders },
                  { "repository", &p->repositories } };
    for (size_t i = 0; i < LW_COUNT(lists); i++)
        if (lw_args_get(v->args, lists[i].option)) {
            *lists[i].list = (struct lw_config_texts){ 0 };
            add_values(lists[i].list, v, lists[i].option);
        }
    p->exact = p->exact || lw_args_flag(v->args, "exact");
    v->publisher = p;
    return LW_OK;
}

static lw_status read_policy(struct verifying *v, struct lw_view layer, struct lw_err *err)
{
    const char *config = lw_args_get(v->args, "config");
    bool own = lw_args_get(v->args, "key") || lw_args_get(v->args, "trusted-root");
    LW_ENSURE(
        !own || !lw_args_get(v->args, "arn"), err, LW_E_USAGE, 0,
        "--arn chooses a publisher of the configuration; --key and --trusted-root do without");
    LW_ENSURE(!own || !config, err, LW_E_USAGE, 0,
              "--config names who is trusted; so do --key and --trusted-root");
    if (own) {
        LW_TRY(from_options(v, err));
    } else {
        const char *path = config ? config : "layerward.yaml";
        LW_ENSURE(
            config || access(path, F_OK) == 0, err, LW_E_USAGE, 0,
            "nobody is trusted: there is no layerward.yaml here; --config names it, and --key "
            "or --trusted-root do without it");
        struct lw_config read = { 0 };
        LW_TRY(lw_config_load(&read, path, &v->arena, err));
        LW_TRY(lw_policy_read(&v->policy, &read, err));
        LW_TRY(choose(v, layer, err));
    }
    return add_demands(v, err);
}

/* The operands behind the first, or what stands beside the layer. */
static lw_status read_attestations(struct verifying *v, struct lw_err *err)
{
    static const char *const beside[] = { "intoto.jsonl", "sigstore.json", "sigstore",
                                          "dsse.json" };
    const char *found[LW_COUNT(beside) + 1] = { NULL };
    const char *layer = lw_args_operand(v->args, 0), *path;
    size_t count = 0;
    for (size_t i = 0; i < LW_COUNT(beside) && lw_args_operands(v->args) == 1; i++) {
        path = (const char *)lw_arena_printf(&v->arena, "%s.%s", layer, beside[i]).ptr;
        if (access(path, F_OK) == 0)
            found[count++] = path;
    }
    LW_ENSURE(count || lw_args_operands(v->args) > 1, err, LW_E_NOT_FOUND, 0,
              "%s: no attestation was named, and none stands beside it (%s.intoto.jsonl, "
              ".sigstore.json, .sigstore, .dsse.json)",
              layer, layer);
    for (size_t i = 0; (path = count ? found[i] : lw_args_operand(v->args, i + 1)); i++) {
        struct lw_view text;
        LW_TRY(lw_file_read(&text, path, MAX_FILE_BYTES, &v->arena, err));
        LW_TRY(lw_attestations_read(&v->attestations, text, path, &v->arena, err));
    }
    return LW_OK;
}

static lw_status verify(struct verifying *v, struct lw_worker *worker, bool *passed,
                        struct lw_err *err)
{
    struct lw_identity identity = { .have_zip = false };
    struct lw_verification result;
    const char *format = lw_args_get(v->args, "format");
    LW_TRY(lw_crypto_load(err));
    struct lw_fetch fetch = { .args = v->args };
    v->inputs.fetch = &fetch;
    LW_TRY(lw_inputs_add(&v->inputs, lw_args_operand(v->args, 0), false, true, &v->arena, err));
    struct lw_view name = lw_path_base(lw_view_c(v->inputs.items[0].name));
    LW_TRY(read_policy(v, name, err));
    LW_TRY(lw_worker_confine(worker, &fetch, err));
    LW_TRY(read_attestations(v, err));
    LW_TRY(lw_attest_identify(&identity, &v->inputs.items[0], v->args, &v->arena, err));
    lw_verify(&result, &identity, &v->attestations, v->policy, v->publisher, lw_now_utc_s(),
              &v->arena);
    struct lw_verify_report report = { &identity, v->policy, v->publisher, &result };
    if (format && strcmp(format, "json") == 0)
        lw_verify_json(stdout, &report);
    else
        lw_verify_table(stdout, &report, lw_cli_color());
    *passed = result.passed;
    return LW_OK;
}

static int confined(struct lw_worker *worker, void *ctx)
{
    struct verifying v = { .args = ctx, .arena = LW_ARENA_INIT };
    struct lw_err err = { 0 };
    bool passed = false;
    bool done = lw_ok(verify(&v, worker, &passed, &err));
    int code = !done ? lw_cli_fail(&err) : passed ? LW_EXIT_CLEAN : LW_EXIT_FINDING;
    lw_policy_free(v.policy);
    lw_arena_clear(&v.arena);
    return code;
}

static int run(const struct lw_args *args)
{
    return lw_worker_run(confined, (void *)(uintptr_t)args, LW_VIEW_NONE,
                         lw_args_flag(args, "quiet"));
}

const struct lw_verb lw_verb_attest_verify = {
    .name = "attest verify",
    .summary = "check that who is trusted has signed for a layer",
    .synopsis = "INPUT [ATTESTATION...]",
    .description =
        "Reads DSSE envelopes (also one a line) and Sigstore bundles, and tells whether enough of "
        "the signers that layerward.yaml trusts have signed a statement about this layer, from the "
        "builders and repositories that it takes. All offline: what a bundle needs is in it and in "
        "the trusted root. Without ATTESTATION, what stands beside INPUT is read.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = UINT_MAX,
    .finding = "it is not verified",
    .run = run,
};
