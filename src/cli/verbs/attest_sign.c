/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/attest_sign.c - says of a layer where it comes from or what is in it, and signs that.
 */
#include <stdlib.h>
#include <string.h>

#include "attest/predicate.h"
#include "attest/sign.h"
#include "base/file.h"
#include "cli/attest_input.h"

enum { MAX_FILE_BYTES = 48 << 20, MAX_PASSPHRASE_BYTES = 1024 };
enum { SIGNER_TIMEOUT_S = 300, MAX_SIGNER_TIMEOUT_S = 86400 };

static const struct lw_option options[] = {
    { "key", 'k', "FILE", "private key in PEM, Ed25519 or ECDSA P-256 (or P-384); may be encrypted",
      "@file" },
    { "passphrase-env", 0, "NAME",
      "environment variable with the key's passphrase; LAYERWARD_PASSPHRASE unless given", NULL },
    { "passphrase-file", 0, "FILE", "file whose first line is the key's passphrase", "@file" },
    { "signer-command", 0, "COMMAND",
      "instead of a key: the shell runs it with what is to be signed as its standard input, and it "
      "prints the signature, as bytes or in base64; it does not inherit the variable with a "
      "passphrase",
      NULL },
    { "signer-timeout", 0, "SECONDS", "how long --signer-command may take; 300 unless given",
      NULL },
    { "public-key", 0, "FILE", "the key that --signer-command signs with, to check what it gives",
      "@file" },
    { "builder", 0, "URI", "who built it (builder.id)", NULL },
    { "build-type", 0, "URI", "how it was built; " LW_BUILD_TYPE " unless given", NULL },
    { "repository", 0, "URI", "where its source is", NULL },
    { "commit", 0, "HEX", "the commit it was built from", NULL },
    { "ref", 0, "NAME", "the branch or tag of the commit, e.g. refs/tags/v1.2.0", NULL },
    { "parameter", 0, "NAME=VALUE", "a parameter of the build (may be repeated)", NULL },
    { "dependency", 0, "URI[#sha256:HEX]", "what went into the build (may be repeated)", NULL },
    { "invocation", 0, "ID", "which run of the builder it was", NULL },
    { "started", 0, "TIME", "when the build began, e.g. 2027-01-31T10:00:00Z", NULL },
    { "finished", 0, "TIME", "when the build ended", NULL },
    { "sbom", 0, "FILE",
      "sign a bill of materials (CycloneDX JSON) instead of provenance; \"layer\": made from the "
      "layer itself (./layer is a file of that name)",
      "@file" },
    { "predicate", 0, "FILE", "sign this JSON as the predicate; needs --predicate-type", "@file" },
    { "predicate-type", 0, "URI", "what --predicate is", NULL },
    { "name", 0, "NAME", "what to call the layer in the statement; its file's name unless given",
      NULL },
    { "add-to", 0, "FILE", "sign the statement of this envelope too, beside who has signed it",
      "@changed" },
    { "statement", 0, NULL, "print the statement alone, unsigned", NULL },
    { "output", 'o', "FILE", "write to FILE, which appears whole or not at all", "@output" },
    { "allow-incomplete", 0, NULL, "with --sbom layer: even where something could not be read",
      NULL },
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    LW_OPTIONS_AWS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "tie a layer to its commit",
      "layerward attest sign -k release.key --builder https://ci.example.com/runner --repository "
      "https://example.com/team/layer --commit "
      "9fceb02d0ae598e95dc970b74767f19372d61af8 -o layer.zip.intoto.jsonl layer.zip" },
    { "sign what is in it", "layerward attest sign -k release.key --sbom layer layer.zip" },
    { "sign as the second of two",
      "layerward attest sign -k second.key --add-to layer.zip.intoto.jsonl -o "
      "layer.zip.intoto.jsonl layer.zip" },
    { "sign with a key that never leaves its service",
      "layerward attest sign --signer-command ./kms-sign --public-key release.pub --builder "
      "https://ci.example.com/runner layer.zip" },
    { NULL, NULL },
};

struct signing {
    const struct lw_args *args;
    struct lw_arena *arena;
    struct lw_identity identity;
    struct lw_buf bom;
    struct lw_key *key; /* private, or the public one of a command */
    struct lw_provenance provenance;
};

static struct lw_view given(const struct signing *s, const char *option)
{
    return lw_view_c(lw_args_get(s->args, option));
}

static lw_status read_parameters(struct signing *s, struct lw_err *err)
{
    const char *text;
    for (size_t i = 0; (text = lw_args_nth(s->args, "parameter", i)); i++) {
        struct lw_view v = lw_view_c(text);
        size_t at = lw_view_find_byte(v, '=');
        LW_ENSURE(at != LW_NOT_FOUND && at > 0, err, LW_E_USAGE, 0,
                  "--parameter cannot be \"%s\": NAME=VALUE", text);
        *LW_PUSH(s->arena,
                 &s->provenance.parameters) = (struct lw_parameter){ lw_view_sub(v, 0, at),
                                                                     lw_view_from(v, at + 1) };
    }
    return LW_OK;
}

static lw_status read_dependencies(struct signing *s, struct lw_err *err)
{
    const char *text;
    for (size_t i = 0; (text = lw_args_nth(s->args, "dependency", i)); i++) {
        struct lw_view v = lw_view_c(text), digest = LW_VIEW_NONE;
        struct lw_digest checked;
        size_t at = lw_view_find(v, LW_VIEW("#sha256:"));
        if (at != LW_NOT_FOUND)
            digest = lw_view_from(v, at + 8);
        LW_ENSURE(at == LW_NOT_FOUND || lw_digest_from_hex(&checked, digest), err, LW_E_USAGE, 0,
                  "--dependency \"%s\": a SHA-256 has 64 hex digits", text);
        *LW_PUSH(s->arena,
                 &s->provenance.dependencies) = (struct lw_dependency){ lw_view_sub(v, 0, at),
                                                                        LW_VIEW("sha256"), digest };
    }
    return LW_OK;
}

static lw_status read_provenance(struct signing *s, struct lw_err *err)
{
    struct lw_provenance *p = &s->provenance;
    struct {
        const char *option;
        struct lw_view *into;
    } texts[] = {
        { "builder", &p->builder },
        { "build-type", &p->build_type },
        { "repository", &p->repository },
        { "commit", &p->commit },
        { "ref", &p->ref },
        { "invocation", &p->invocation },
        { "started", &p->started },
        { "finished", &p->finished },
    };
    for (size_t i = 0; i < LW_COUNT(texts); i++) {
        const char *text = lw_args_get(s->args, texts[i].option);
        /* As --commit "$(git rev-parse HEAD)" gives it where there is no repository. */
        LW_ENSURE(!text || text[0], err, LW_E_USAGE, 0, "--%s is empty: leave it out, or say it",
                  texts[i].option);
        *texts[i].into = given(s, texts[i].option);
    }
    LW_TRY(read_parameters(s, err));
    return read_dependencies(s, err);
}

static bool any_provenance(const struct signing *s)
{
    static const char *const names[] = { "builder",   "build-type", "repository", "commit",
                                         "ref",       "invocation", "started",    "finished",
                                         "parameter", "dependency" };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_args_get(s->args, names[i]))
            return true;
    return false;
}

/* What is asked for makes sense together; said before anything is read. */
static lw_status check_options(struct signing *s, struct lw_err *err)
{
    const struct lw_args *args = s->args;
    bool sbom = lw_args_get(args, "sbom"), own = lw_args_get(args, "predicate");
    bool add = lw_args_get(args, "add-to"), command = lw_args_get(args, "signer-command");
    int contents = sbom + own + add + any_provenance(s);
    LW_ENSURE(contents <= 1, err, LW_E_USAGE, 0,
              "only one of provenance (--builder ...), --sbom, --predicate and --add-to can be "
              "signed at once");
    LW_ENSURE(own == !!lw_args_get(args, "predicate-type"), err, LW_E_USAGE, 0,
              "--predicate and --predicate-type belong together");
    LW_ENSURE(command == !!lw_args_get(args, "public-key"), err, LW_E_USAGE, 0,
              "--signer-command and --public-key belong together");
    bool unsigned_one = lw_args_flag(args, "statement");
    int signers = !!lw_args_get(args, "key") + command + unsigned_one;
    LW_ENSURE(signers == 1, err, LW_E_USAGE, 0,
              "one of --key, --signer-command and --statement says what to do");
    LW_TRY(read_provenance(s, err));
    return sbom || own || add ? LW_OK : lw_provenance_check(&s->provenance, err);
}

/* The first line of a file, or what an environment variable holds. `*whole` is all that was read of
 * a file, to be wiped. */
static lw_status read_passphrase(struct lw_view *out, bool *have, struct lw_view *whole,
                                 const struct signing *s, struct lw_err *err)
{
    const char *file = lw_args_get(s->args, "passphrase-file");
    const char *name = lw_args_get(s->args, "passphrase-env");
    const char *value = getenv(name ? name : "LAYERWARD_PASSPHRASE");
    struct lw_view text;
    LW_ENSURE(!file || !name, err, LW_E_USAGE, 0,
              "--passphrase-env and --passphrase-file say the same thing twice");
    if (file) {
        LW_TRY(lw_file_read(&text, file, MAX_PASSPHRASE_BYTES, s->arena, err));
        *whole = text;
        *have = lw_view_line(out, &text);
        return LW_OK;
    }
    LW_ENSURE(!name || value, err, LW_E_USAGE, 0, "--passphrase-env: there is no variable %s",
              name);
    *out = lw_view_c(value);
    *have = value != NULL;
    return LW_OK;
}

static void wipe(struct lw_view bytes)
{
    if (bytes.len)
        explicit_bzero((void *)(uintptr_t)bytes.ptr, bytes.len);
}

static lw_status read_private(struct signing *s, const char *path, struct lw_err *err)
{
    struct lw_view pem = LW_VIEW_NONE, passphrase = LW_VIEW_NONE, whole = LW_VIEW_NONE;
    bool have = false;
    lw_status status = read_passphrase(&passphrase, &have, &whole, s, err);
    if (lw_ok(status))
        status = lw_file_read(&pem, path, MAX_FILE_BYTES, s->arena, err);
    if (lw_ok(status)) {
        status = lw_key_read_private(&s->key, pem, passphrase, have, err);
        if (!lw_ok(status))
            lw_err_prefix(err, "%s", path);
    }
    wipe(pem);
    wipe(whole);
    return status;
}

static lw_status read_key(struct signing *s, struct lw_err *err)
{
    const char *path = lw_args_get(s->args, "key"), *given_by = lw_args_get(s->args, "public-key");
    struct lw_view pem;
    if (path)
        return read_private(s, path, err);
    if (!given_by)
        return LW_OK;
    /* A command that signs has a passphrase of its own, if any; this one is not its affair. */
    const char *name = lw_args_get(s->args, "passphrase-env");
    unsetenv("LAYERWARD_PASSPHRASE");
    if (name)
        unsetenv(name);
    LW_TRY(lw_file_read(&pem, given_by, MAX_FILE_BYTES, s->arena, err));
    lw_status status = lw_key_read_public(&s->key, pem, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", given_by);
    return status;
}

static lw_status file_predicate(struct lw_buf *out, const struct signing *s, const char *path,
                                bool bom, struct lw_err *err)
{
    struct lw_view text;
    LW_TRY(lw_file_read(&text, path, MAX_FILE_BYTES, s->arena, err));
    lw_status status = lw_predicate_read(out, text, bom, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", path);
    return status;
}

static lw_status make_statement(struct lw_buf *out, struct signing *s, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf predicate = LW_BUF_INIT;
    const char *sbom = lw_args_get(s->args, "sbom"), *own = lw_args_get(s->args, "predicate");
    struct lw_view type = LW_VIEW(LW_SLSA_V1);
    if (sbom) {
        type = LW_VIEW(LW_CYCLONEDX);
        LW_TRY(strcmp(sbom, "layer") == 0
                   ? lw_predicate_read(&predicate, lw_buf_view(&s->bom), true, err)
                   : file_predicate(&predicate, s, sbom, true, err));
    } else if (own) {
        type = given(s, "predicate-type");
        LW_TRY(file_predicate(&predicate, s, own, false, err));
    } else {
        lw_provenance_write(&predicate, &s->provenance, &s->identity);
    }
    lw_statement_write(out, &s->identity, type, lw_buf_view(&predicate));
    return LW_OK;
}

/* The envelope that another has signed, if it is about this layer: a second signature under a
 * statement about other bytes would be worth less than none. */
static lw_status read_envelope(struct lw_envelope *out, const struct signing *s, const char *path,
                               struct lw_err *err)
{
    struct lw_unverified_statement said;
    struct lw_view text;
    LW_TRY(lw_file_read(&text, path, MAX_FILE_BYTES, s->arena, err));
    lw_status status = lw_envelope_parse(out, text, s->arena, err);
    if (lw_ok(status) && !lw_view_is(out->payload_type, LW_INTOTO_TYPE))
        status = lw_err_set(err, LW_E_UNSUPPORTED, 0, __FILE__, __LINE__,
                            "its payload is \"%.*s\" and not " LW_INTOTO_TYPE,
                            LW_FMT(lw_view_sub(out->payload_type, 0, 120)));
    if (lw_ok(status))
        status = lw_statement_parse(&said, out->payload, s->arena, err);
    if (lw_ok(status) && lw_statement_match(&said, &s->identity) == LW_MATCH_NONE)
        status = lw_err_set(err, LW_E_UNTRUSTED, 0, __FILE__, __LINE__,
                            "its statement is about other bytes than %.*s",
                            LW_FMT(s->identity.name));
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", path);
    return status;
}

static lw_status sign(struct signing *s, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf statement = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf out = LW_BUF_INIT;
    const char *add_to = lw_args_get(s->args, "add-to");
    const char *command = lw_args_get(s->args, "signer-command");
    const char *output = lw_args_get(s->args, "output");
    struct lw_envelope envelope = { .payload_type = LW_VIEW(LW_INTOTO_TYPE) };
    if (lw_args_get(s->args, "name"))
        s->identity.name = given(s, "name");
    if (add_to) {
        LW_TRY(read_envelope(&envelope, s, add_to, err));
    } else {
        LW_TRY(make_statement(&statement, s, err));
        envelope.payload = lw_buf_view(&statement);
    }
    if (lw_args_flag(s->args, "statement")) {
        lw_buf_add(&out, envelope.payload);
        lw_buf_add_byte(&out, '\n');
        return lw_attest_put(output, lw_buf_view(&out), err);
    }
    uint64_t timeout_s = SIGNER_TIMEOUT_S;
    LW_TRY(lw_args_number(&timeout_s, s->args, "signer-timeout", MAX_SIGNER_TIMEOUT_S, err));
    const struct lw_signer_command by = { command, (unsigned)timeout_s };
    LW_TRY(command ? lw_envelope_sign_by(&envelope, &by, s->key, s->arena, err)
                   : lw_envelope_sign(&envelope, s->key, s->arena, err));
    lw_envelope_write(&out, &envelope);
    return lw_attest_put(output, lw_buf_view(&out), err);
}

static int run(const struct lw_args *args)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct signing s = { .args = args, .arena = &arena };
    struct lw_err err = { 0 };
    const char *sbom = lw_args_get(args, "sbom");
    int code = LW_EXIT_CLEAN;
    if (!lw_ok(check_options(&s, &err)))
        return lw_cli_fail(&err);
    code = lw_attest_look(&s.identity, sbom && strcmp(sbom, "layer") == 0 ? &s.bom : NULL,
                          lw_args_operand(args, 0), args, &arena);
    /* Only now is the key read: nothing that parsed the layer has seen it. */
    if (code == LW_EXIT_CLEAN && (!lw_ok(read_key(&s, &err)) || !lw_ok(sign(&s, &err))))
        code = lw_cli_fail(&err);
    lw_key_free(s.key);
    lw_buf_clear(&s.bom);
    return code;
}

const struct lw_verb lw_verb_attest_sign = {
    .name = "attest sign",
    .summary = "say where a layer comes from, or what is in it, and sign that",
    .synopsis = "INPUT",
    .description =
        "Writes an in-toto statement about both digests of the layer, with SLSA provenance (source "
        "repository, commit, builder, parameters) or a CycloneDX bill of materials, in a DSSE "
        "envelope on one line. The key is read only after the layer was, which happens in a "
        "process of its own.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = 1,
    .run = run,
};
