/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/attest_report.c - verified or not, by whom, and why not.
 */
#include "cli/attest_report.h"

#include "base/clock.h"
#include "base/jsonw.h"
#include "base/text.h"

static const char *const match_names[] = { "none", "content", "zip" };

static struct lw_view signer_name(const struct lw_verify_report *r, size_t index)
{
    return r->policy->signers.items[index].name;
}

static const char *kind_name(const struct lw_attestation *a)
{
    return !a->is_bundle ? "envelope" : a->bundle.have_envelope ? "bundle" : "message-bundle";
}

static void line(FILE *out, const char *label, struct lw_view text)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf safe = LW_BUF_INIT;
    if (text.len == 0)
        return;
    lw_text_add_safe(&safe, lw_view_sub(text, 0, 2000));
    fprintf(out, "  %-11s %.*s\n", label, LW_FMT(lw_buf_view(&safe)));
}

static void print_signer(FILE *out, const struct lw_verify_report *r, const struct lw_accepted *a)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    char when[32];
    lw_buf_add(&text, signer_name(r, a->signer));
    if (a->identity.len)
        lw_buf_printf(&text, ": %.*s, vouched for by %.*s", LW_FMT(a->identity), LW_FMT(a->issuer));
    line(out, "signed by", lw_buf_view(&text));
    if (!a->in_log)
        return;
    text.len = 0;
    lw_time_format(when, a->time_utc_s);
    lw_buf_printf(&text, "entry %llu%s%s", (unsigned long long)a->log_index,
                  a->time_utc_s ? ", at " : "", a->time_utc_s ? when : "");
    line(out, "in the log", lw_buf_view(&text));
}

static void print_said(FILE *out, const struct lw_check *check)
{
    static const char *const about[] = { "", "these files (content digest), in another zip",
                                         "this zip" };
    if (check->match != LW_MATCH_NONE)
        line(out, "about", lw_view_c(about[check->match]));
    if (!check->statement)
        return;
    const struct lw_unverified_statement *s = &check->statement->said;
    line(out, "says", s->predicate_type);
    line(out, "builder", s->builder);
    line(out, "repository", s->repository);
    line(out, "ref", s->ref);
    line(out, "commit", s->commit);
}

static void print_check(FILE *out, const struct lw_verify_report *r, const struct lw_check *check,
                        bool color)
{
    const struct lw_attestation *a = check->attestation;
    LW_CLEANUP(lw_buf_clear) struct lw_buf name = LW_BUF_INIT;
    lw_text_add_safe(&name, a->source);
    if (a->line)
        lw_buf_printf(&name, ", line %zu", a->line);
    fprintf(out, "\n%.*s: %s%s%s\n", LW_FMT(lw_buf_view(&name)),
            !color            ? ""
            : check->accepted ? "\033[32m"
                              : "\033[31m",
            check->accepted ? "accepted" : "not accepted", color ? "\033[0m" : "");
    for (size_t i = 0; i < check->signers.count; i++)
        print_signer(out, r, &check->signers.items[i]);
    print_said(out, check);
    for (size_t i = 0; i < check->problems.count; i++)
        line(out, check->accepted ? "note" : "problem", check->problems.items[i].text);
}

void lw_verify_table(FILE *out, const struct lw_verify_report *r, bool color)
{
    char hex[LW_HEX_BYTES];
    LW_CLEANUP(lw_buf_clear) struct lw_buf name = LW_BUF_INIT;
    const struct lw_verification *v = r->result;
    lw_text_add_safe(&name, r->identity->name);
    fprintf(out, "%.*s\n", LW_FMT(lw_buf_view(&name)));
    if (r->identity->have_zip) {
        lw_digest_hex(hex, &r->identity->zip);
        line(out, "zip sha256", lw_view_c(hex));
    }
    lw_digest_hex(hex, &r->identity->content);
    line(out, "content", lw_view_c(hex));
    line(out, "publisher", r->publisher->name);
    for (size_t i = 0; i < v->count; i++)
        print_check(out, r, &v->checks[i], color);
    fprintf(out, "\n%s%s%s: %llu of %zu signers, %llu needed\n",
            !color      ? ""
            : v->passed ? "\033[1;32m"
                        : "\033[1;31m",
            v->passed ? "verified" : "not verified", color ? "\033[0m" : "",
            (unsigned long long)v->signers, r->publisher->signer_count,
            (unsigned long long)v->threshold);
    if (v->fitting > v->signers)
        fprintf(out,
                "  %llu signers fit, and %llu different keys or identities have signed: one counts "
                "for one signer\n",
                (unsigned long long)v->fitting, (unsigned long long)v->signers);
}

static void json_signers(struct lw_jsonw *w, const struct lw_verify_report *r,
                         const struct lw_check *check)
{
    char when[32];
    lw_jsonw_array(w, "signers");
    for (size_t i = 0; i < check->signers.count; i++) {
        const struct lw_accepted *a = &check->signers.items[i];
        lw_jsonw_object(w, NULL);
        lw_jsonw_text(w, "name", signer_name(r, a->signer));
        lw_jsonw_text_if(w, "identity", a->identity);
        lw_jsonw_text_if(w, "issuer", a->issuer);
        if (a->in_log)
            lw_jsonw_u64(w, "log_index", a->log_index);
        if (a->time_utc_s) {
            lw_time_format(when, a->time_utc_s);
            lw_jsonw_c(w, "logged_at", when);
        }
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static void json_check(struct lw_jsonw *w, const struct lw_verify_report *r,
                       const struct lw_check *check)
{
    const struct lw_attestation *a = check->attestation;
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "source", a->source);
    if (a->line)
        lw_jsonw_u64(w, "line", a->line);
    lw_jsonw_c(w, "kind", kind_name(a));
    lw_jsonw_bool(w, "accepted", check->accepted);
    lw_jsonw_c(w, "match", match_names[check->match]);
    if (check->statement) {
        const struct lw_unverified_statement *s = &check->statement->said;
        lw_jsonw_text(w, "predicate_type", s->predicate_type);
        lw_jsonw_text_if(w, "build_type", s->build_type);
        lw_jsonw_text_if(w, "builder", s->builder);
        lw_jsonw_text_if(w, "repository", s->repository);
        lw_jsonw_text_if(w, "ref", s->ref);
        lw_jsonw_text_if(w, "commit", s->commit);
    }
    json_signers(w, r, check);
    lw_jsonw_array(w, "problems");
    for (size_t i = 0; i < check->problems.count; i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "code", check->problems.items[i].code);
        lw_jsonw_text(w, "text", check->problems.items[i].text);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

void lw_verify_json(FILE *out, const struct lw_verify_report *r)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    char hex[LW_HEX_BYTES];
    struct lw_jsonw w = lw_jsonw(&buf, out, true);
    lw_jsonw_object(&w, NULL);
    lw_jsonw_text(&w, "input", r->identity->name);
    if (r->identity->have_zip) {
        lw_digest_hex(hex, &r->identity->zip);
        lw_jsonw_c(&w, "zip_sha256", hex);
    }
    lw_digest_hex(hex, &r->identity->content);
    lw_jsonw_c(&w, "content_digest", hex);
    lw_jsonw_text(&w, "publisher", r->publisher->name);
    lw_jsonw_bool(&w, "verified", r->result->passed);
    lw_jsonw_u64(&w, "threshold", r->result->threshold);
    lw_jsonw_u64(&w, "signers", r->result->signers);
    lw_jsonw_u64(&w, "fitting_signers", r->result->fitting);
    lw_jsonw_array(&w, "attestations");
    for (size_t i = 0; i < r->result->count; i++)
        json_check(&w, r, &r->result->checks[i]);
    lw_jsonw_end(&w);
    lw_jsonw_end(&w);
    lw_jsonw_finish(&w);
}
