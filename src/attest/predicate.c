/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/predicate.c - writing statements and provenance.
 */
#include "attest/predicate.h"

#include <stdlib.h>

#include "attest/dsse.h"
#include "base/clock.h"
#include "base/text.h"

enum { MAX_PREDICATE_BYTES = 32 << 20 };

/* "scheme:rest" (RFC 3986, 3.1), without white space. */
static bool is_uri(struct lw_view v)
{
    size_t colon = lw_view_find_byte(v, ':');
    if (colon == LW_NOT_FOUND || colon == 0 || colon + 1 == v.len || !lw_is_alpha(v.ptr[0]))
        return false;
    for (size_t i = 0; i < v.len; i++) {
        uint8_t c = v.ptr[i];
        bool scheme = lw_is_alnum(c) || c == '+' || c == '-' || c == '.';
        if (c <= ' ' || c == 0x7f || (i < colon && !scheme))
            return false;
    }
    return lw_utf8_valid(v);
}

static bool is_commit(struct lw_view v)
{
    bool good = v.len == 40 || v.len == 64;
    for (size_t i = 0; i < v.len; i++)
        good = good && (lw_is_digit(v.ptr[i]) || (v.ptr[i] >= 'a' && v.ptr[i] <= 'f'));
    return good;
}

static lw_status check_time(struct lw_view v, const char *what, struct lw_err *err)
{
    int64_t ignored;
    LW_ENSURE(v.len == 0 || (v.len > 10 && lw_time_parse(&ignored, v)), err, LW_E_USAGE, 0,
              "%s cannot be \"%.*s\": a time such as 2027-01-31T10:00:00Z", what, LW_FMT(v));
    return LW_OK;
}

lw_status lw_provenance_check(const struct lw_provenance *p, struct lw_err *err)
{
    LW_ENSURE(p->builder.len, err, LW_E_USAGE, 0,
              "provenance names who built it: --builder URI is missing");
    LW_ENSURE(is_uri(p->builder), err, LW_E_USAGE, 0,
              "--builder cannot be \"%.*s\"; it is a URI such as https://ci.example.com/team",
              LW_FMT(p->builder));
    LW_ENSURE(
        p->build_type.len == 0 || is_uri(p->build_type), err, LW_E_USAGE, 0,
        "--build-type cannot be \"%.*s\"; it is a URI such as https://ci.example.com/types/zip",
        LW_FMT(p->build_type));
    LW_ENSURE(p->repository.len == 0 || is_uri(p->repository), err, LW_E_USAGE, 0,
              "--repository cannot be \"%.*s\"; it is a URI such as https://example.com/team/layer",
              LW_FMT(p->repository));
    LW_ENSURE(p->commit.len == 0 || is_commit(p->commit), err, LW_E_USAGE, 0,
              "--commit cannot be \"%.*s\": all 40 (or 64) hex digits, in lower case",
              LW_FMT(p->commit));
    LW_ENSURE(p->commit.len == 0 || p->repository.len, err, LW_E_USAGE, 0,
              "--commit says nothing without --repository");
    for (size_t i = 0; i < p->parameters.count; i++)
        for (size_t k = 0; k < i; k++)
            LW_ENSURE(!lw_view_eq(p->parameters.items[i].name, p->parameters.items[k].name), err,
                      LW_E_USAGE, 0, "parameter \"%.*s\" is given twice",
                      LW_FMT(p->parameters.items[i].name));
    LW_TRY(check_time(p->started, "--started", err));
    return check_time(p->finished, "--finished", err);
}

static void write_digest_set(struct lw_jsonw *w, const char *key, struct lw_view algorithm,
                             struct lw_view digest)
{
    lw_jsonw_object(w, key);
    lw_jsonw_key_text(w, algorithm, digest);
    lw_jsonw_end(w);
}

static void write_outside(struct lw_jsonw *w, const struct lw_provenance *p)
{
    lw_jsonw_object(w, "externalParameters");
    if (p->repository.len) {
        lw_jsonw_object(w, "source");
        lw_jsonw_text(w, "uri", p->repository);
        lw_jsonw_text_if(w, "ref", p->ref);
        if (p->commit.len)
            write_digest_set(w, "digest", LW_VIEW("gitCommit"), p->commit);
        lw_jsonw_end(w);
    }
    if (p->parameters.count) {
        lw_jsonw_object(w, "parameters");
        for (size_t i = 0; i < p->parameters.count; i++)
            lw_jsonw_key_text(w, p->parameters.items[i].name, p->parameters.items[i].value);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

/* "git+https://host/repo@ref", as SLSA writes what a commit was taken from. */
static void write_source(struct lw_jsonw *w, const struct lw_provenance *p)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf uri = LW_BUF_INIT;
    bool git = lw_view_starts(p->repository, LW_VIEW("git+")) ||
               lw_view_starts(p->repository, LW_VIEW("git:"));
    lw_buf_printf(&uri, "%s%.*s%s%.*s", git ? "" : "git+", LW_FMT(p->repository),
                  p->ref.len ? "@" : "", LW_FMT(p->ref));
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "uri", lw_buf_view(&uri));
    write_digest_set(w, "digest", LW_VIEW("gitCommit"), p->commit);
    lw_jsonw_end(w);
}

static void write_dependencies(struct lw_jsonw *w, const struct lw_provenance *p)
{
    lw_jsonw_array(w, "resolvedDependencies");
    if (p->commit.len)
        write_source(w, p);
    for (size_t i = 0; i < p->dependencies.count; i++) {
        const struct lw_dependency *d = &p->dependencies.items[i];
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "uri", d->uri);
        if (d->digest.len)
            write_digest_set(w, "digest", d->algorithm, d->digest);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static void write_run(struct lw_jsonw *w, const struct lw_provenance *p,
                      const struct lw_identity *identity)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, &identity->content);
    lw_jsonw_object(w, "runDetails");
    lw_jsonw_object(w, "builder");
    lw_jsonw_text(w, "id", p->builder);
    lw_jsonw_end(w);
    if (p->invocation.len || p->started.len || p->finished.len) {
        lw_jsonw_object(w, "metadata");
        lw_jsonw_text_if(w, "invocationId", p->invocation);
        lw_jsonw_text_if(w, "startedOn", p->started);
        lw_jsonw_text_if(w, "finishedOn", p->finished);
        lw_jsonw_end(w);
    }
    lw_jsonw_array(w, "byproducts");
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "name", "layerward-manifest");
    write_digest_set(w, "digest", LW_VIEW("sha256"), lw_view_c(hex));
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void drop_line_feed(struct lw_buf *out)
{
    if (out->len && out->ptr[out->len - 1] == '\n')
        out->len--;
}

void lw_provenance_write(struct lw_buf *out, const struct lw_provenance *provenance,
                         const struct lw_identity *identity)
{
    struct lw_jsonw w = lw_jsonw(out, NULL, false);
    lw_jsonw_object(&w, NULL);
    lw_jsonw_object(&w, "buildDefinition");
    lw_jsonw_text(&w, "buildType",
                  provenance->build_type.len ? provenance->build_type : LW_VIEW(LW_BUILD_TYPE));
    write_outside(&w, provenance);
    write_dependencies(&w, provenance);
    lw_jsonw_end(&w);
    write_run(&w, provenance, identity);
    lw_jsonw_end(&w);
    lw_jsonw_finish(&w);
    drop_line_feed(out);
}

void lw_statement_write(struct lw_buf *out, const struct lw_identity *identity,
                        struct lw_view predicate_type, struct lw_view predicate)
{
    char hex[LW_HEX_BYTES];
    lw_buf_add_c(out, "{\"_type\":\"" LW_STATEMENT_V1 "\",\"subject\":[{\"name\":");
    lw_json_add_quoted(out, identity->name);
    lw_buf_add_c(out, ",\"digest\":{");
    if (identity->have_zip) {
        lw_digest_hex(hex, &identity->zip);
        lw_buf_printf(out, "\"sha256\":\"%s\",", hex);
    }
    lw_digest_hex(hex, &identity->content);
    lw_buf_printf(out, "\"" LW_CONTENT_DIGEST "\":\"%s\"}}],\"predicateType\":", hex);
    lw_json_add_quoted(out, predicate_type);
    lw_buf_add_c(out, ",\"predicate\":");
    lw_buf_add(out, predicate);
    lw_buf_add_byte(out, '}');
}

lw_status lw_predicate_read(struct lw_buf *out, struct lw_view text, bool bom, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse_strict(&doc, text, MAX_PREDICATE_BYTES, err));
    yyjson_val *root = yyjson_doc_get_root(doc);
    LW_ENSURE(yyjson_is_obj(root), err, LW_E_FORMAT, 0, "a predicate must be a JSON object");
    LW_ENSURE(!bom || lw_view_is(lw_json_str(root, "bomFormat"), "CycloneDX"), err, LW_E_FORMAT, 0,
              "is no CycloneDX document: its \"bomFormat\" is not \"CycloneDX\"");
    size_t len = 0;
    char *line = yyjson_val_write(root, YYJSON_WRITE_NOFLAG, &len);
    if (!line)
        lw_oom(text.len);
    lw_buf_add(out, lw_view(line, len));
    free(line);
    return LW_OK;
}
