/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/statement.c - reading in-toto statements and the provenance in them.
 */
#include "attest/statement.h"

#include "attest/dsse.h"
#include "base/json.h"

enum { MAX_SUBJECTS = 4096 };

static lw_status read_digest(struct lw_digest *out, bool *have, yyjson_val *set, const char *name,
                             size_t index, struct lw_err *err)
{
    yyjson_val *value = yyjson_obj_get(set, name);
    struct lw_view hex = lw_json_text(value);
    if (!value)
        return LW_OK;
    LW_ENSURE(yyjson_is_str(value) && hex.len == 64, err, LW_E_FORMAT, 0,
              "subject %zu: the digest \"%s\" has %zu digits in place of 64", index + 1, name,
              hex.len);
    bool lower = true;
    for (size_t i = 0; i < hex.len; i++)
        lower = lower && !(hex.ptr[i] >= 'A' && hex.ptr[i] <= 'F');
    *have = lower && lw_digest_from_hex(out, hex);
    LW_ENSURE(*have, err, LW_E_FORMAT, 0, "subject %zu: the digest \"%s\" is not lower-case hex",
              index + 1, name);
    return LW_OK;
}

static lw_status read_subject(struct lw_subject *out, yyjson_val *value, size_t index,
                              struct lw_arena *arena, struct lw_err *err)
{
    yyjson_val *set = lw_json_obj(value, "digest");
    LW_ENSURE(set && yyjson_obj_size(set), err, LW_E_FORMAT, 0, "subject %zu has no digest",
              index + 1);
    out->name = lw_arena_copy(arena, lw_json_str(value, "name"));
    LW_TRY(read_digest(&out->zip, &out->have_zip, set, "sha256", index, err));
    return read_digest(&out->content, &out->have_content, set, LW_CONTENT_DIGEST, index, err);
}

static struct lw_view first_of(struct lw_view a, struct lw_view b)
{
    return a.len ? a : b;
}

/* A resource of the list that names a commit: its URI and the commit. */
static void from_materials(struct lw_unverified_statement *s, yyjson_val *list)
{
    size_t i, max;
    yyjson_val *item;
    yyjson_arr_foreach(list, i, max, item)
    {
        yyjson_val *set = lw_json_obj(item, "digest");
        struct lw_view uri = lw_json_str(item, "uri");
        struct lw_view commit = first_of(lw_json_str(set, "gitCommit"), lw_json_str(set, "sha1"));
        bool ours = s->repository.len == 0 ||
                    lw_view_eq(lw_repository_name(uri), lw_repository_name(s->repository));
        if (commit.len == 0 || !ours || s->commit.len)
            continue;
        s->repository = uri;
        s->commit = commit;
    }
}

static void read_slsa_v1(struct lw_unverified_statement *s, yyjson_val *predicate)
{
    yyjson_val *definition = lw_json_obj(predicate, "buildDefinition");
    yyjson_val *outside = lw_json_obj(definition, "externalParameters");
    yyjson_val *workflow = lw_json_obj(outside, "workflow");
    yyjson_val *source = lw_json_obj(outside, "source");
    s->build_type = lw_json_str(definition, "buildType");
    s->builder = lw_json_str(lw_json_obj(lw_json_obj(predicate, "runDetails"), "builder"), "id");
    s->repository = first_of(lw_json_str(workflow, "repository"),
                             first_of(lw_json_str(source, "uri"), lw_json_str(outside, "source")));
    s->ref = first_of(lw_json_str(workflow, "ref"), lw_json_str(source, "ref"));
    s->commit = lw_json_str(lw_json_obj(source, "digest"), "gitCommit");
    if (s->commit.len == 0)
        from_materials(s, lw_json_arr(definition, "resolvedDependencies"));
}

static void read_slsa_v02(struct lw_unverified_statement *s, yyjson_val *predicate)
{
    yyjson_val *source = lw_json_obj(lw_json_obj(predicate, "invocation"), "configSource");
    s->build_type = lw_json_str(predicate, "buildType");
    s->builder = lw_json_str(lw_json_obj(predicate, "builder"), "id");
    s->repository = lw_json_str(source, "uri");
    s->commit = lw_json_str(lw_json_obj(source, "digest"), "sha1");
    if (s->commit.len == 0)
        from_materials(s, lw_json_arr(predicate, "materials"));
}

static void read_predicate(struct lw_unverified_statement *s, yyjson_val *predicate,
                           struct lw_arena *arena)
{
    if (lw_view_is(s->predicate_type, LW_SLSA_V1))
        read_slsa_v1(s, predicate);
    else if (lw_view_is(s->predicate_type, "https://slsa.dev/provenance/v0.2"))
        read_slsa_v02(s, predicate);
    struct lw_view *texts[] = { &s->builder, &s->repository, &s->ref, &s->commit, &s->build_type };
    for (size_t i = 0; i < LW_COUNT(texts); i++)
        *texts[i] = lw_arena_copy(arena, *texts[i]);
}

static lw_status read_statement(struct lw_unverified_statement *out, yyjson_val *root,
                                struct lw_arena *arena, struct lw_err *err)
{
    struct lw_unverified_statement s = { .count = 0 };
    size_t i, max;
    yyjson_val *item;
    LW_ENSURE(yyjson_is_obj(root), err, LW_E_FORMAT, 0, "a statement must be a JSON object");
    s.type = lw_arena_copy(arena, lw_json_str(root, "_type"));
    LW_ENSURE(s.type.len, err, LW_E_FORMAT, 0, "the statement has no \"_type\"");
    LW_ENSURE(lw_view_is(s.type, LW_STATEMENT_V1) ||
                  lw_view_is(s.type, "https://in-toto.io/Statement/v0.1"),
              err, LW_E_UNSUPPORTED, 0, "a statement of type \"%.*s\"; %s is read",
              (int)(s.type.len > 120 ? 120 : s.type.len), (const char *)s.type.ptr,
              LW_STATEMENT_V1);
    s.predicate_type = lw_arena_copy(arena, lw_json_str(root, "predicateType"));
    LW_ENSURE(s.predicate_type.len, err, LW_E_FORMAT, 0,
              "the statement has no text \"predicateType\"");
    yyjson_val *subjects = lw_json_arr(root, "subject");
    LW_ENSURE(subjects && yyjson_arr_size(subjects), err, LW_E_FORMAT, 0,
              "the statement is about nothing: \"subject\" is missing or empty");
    LW_ENSURE(yyjson_arr_size(subjects) <= MAX_SUBJECTS, err, LW_E_LIMIT, 0,
              "the statement has %zu subjects; at most %d are read", yyjson_arr_size(subjects),
              MAX_SUBJECTS);
    yyjson_arr_foreach(subjects, i, max, item)
    {
        struct lw_subject subject = { .have_zip = false };
        LW_TRY(read_subject(&subject, item, i, arena, err));
        *LW_PUSH(arena, &s) = subject;
    }
    read_predicate(&s, lw_json_obj(root, "predicate"), arena);
    *out = s;
    return LW_OK;
}

lw_status lw_statement_parse(struct lw_unverified_statement *out, struct lw_view text,
                             struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    lw_status status = lw_json_parse_strict(&doc, text, LW_ENVELOPE_MAX_BYTES, err);
    if (!lw_ok(status)) {
        lw_err_prefix(err, "the statement");
        return status;
    }
    return read_statement(out, yyjson_doc_get_root(doc), arena, err);
}

enum lw_subject_match lw_statement_match(const struct lw_unverified_statement *statement,
                                         const struct lw_identity *identity)
{
    enum lw_subject_match best = LW_MATCH_NONE;
    for (size_t i = 0; i < statement->count; i++) {
        const struct lw_subject *s = &statement->items[i];
        bool zip = s->have_zip & identity->have_zip & lw_digest_eq(&s->zip, &identity->zip);
        bool content = s->have_content & lw_digest_eq(&s->content, &identity->content);
        enum lw_subject_match match = zip ? LW_MATCH_ZIP : content ? LW_MATCH_CONTENT : best;
        best = match > best ? match : best;
    }
    return best;
}

struct lw_view lw_repository_name(struct lw_view uri)
{
    if (lw_view_starts(uri, LW_VIEW("git+")))
        uri = lw_view_from(uri, 4);
    size_t scheme = lw_view_find(uri, LW_VIEW("://"));
    size_t host = scheme == LW_NOT_FOUND ? 0 : scheme + 3;
    size_t path = lw_view_find_byte(lw_view_from(uri, host), '/');
    /* "https://user@host/repo@refs/heads/main": an "@" in front of the path is a user's. */
    size_t from = path == LW_NOT_FOUND ? uri.len : host + path;
    size_t at = lw_view_find_byte(lw_view_from(uri, from), '@');
    if (at != LW_NOT_FOUND)
        uri = lw_view_sub(uri, 0, from + at);
    if (lw_view_ends(uri, LW_VIEW(".git")))
        uri.len -= 4;
    return uri;
}
