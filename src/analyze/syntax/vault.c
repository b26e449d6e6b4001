/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/vault.c - what stores of secrets answer, and where it is shown: logs, spans, errors.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/eval.h"

enum { DEPTH_MAX = 20, LEAD_BYTES = 8 };

/* Of parameters only those are secret that are asked for in the clear. */
static bool in_the_clear(const struct lw_eval *e, uint32_t node)
{
    const struct lw_view name = LW_VIEW("WithDecryption"), text = lw_eval_source(e, node);
    const size_t at = lw_view_find(text, name);
    const struct lw_view rest = lw_view_sub(text, at == LW_NOT_FOUND ? text.len : at + name.len, 8);
    return at != LW_NOT_FOUND && lw_view_find(rest, LW_VIEW("alse")) == LW_NOT_FOUND &&
           lw_view_find(rest, LW_VIEW("!1")) == LW_NOT_FOUND;
}

uint32_t lw_vault_gives(const struct lw_eval *e, uint32_t node)
{
    static const char *const stores[] = { "get_secret_value",
                                          "batch_get_secret_value",
                                          "getSecretValue",
                                          "GetSecretValueCommand",
                                          "read_secret_version",
                                          "BatchGetSecretValueCommand",
                                          "access_secret_version",
                                          "accessSecretVersion",
                                          "get_secret",
                                          "getSecret" };
    static const char *const parameters[] = {
        "get_parameter",       "get_parameters",       "get_parameters_by_path",
        "getParameter",        "getParameters",        "getParametersByPath",
        "GetParameterCommand", "GetParametersCommand", "GetParametersByPathCommand"
    };
    const struct lw_view name = lw_ir_called(e->ir, lw_ir_at(e->ir, node));
    bool store = LW_VIEW_IN(name, stores) ||
                 (LW_VIEW_IN(name, parameters) && in_the_clear(e, node));
    return store ? LW_FROM_VAULT : LW_FROM_NOWHERE;
}

bool lw_vault_harmless(struct lw_view part)
{
    static const char *const parts[] = { "VersionId", "ResponseMetadata", "$metadata", "ARN",
                                         "Name",      "CreatedDate",      "length",    "NextToken",
                                         "Type",      "VersionStages",    "Version" };
    return LW_VIEW_IN(part, parts);
}

static bool is_note(struct lw_view method)
{
    static const char *const methods[] = {
        "addAnnotation", "addMetadata",   "putAnnotation",  "putMetadata",   "put_annotation",
        "put_metadata",  "setAttribute",  "setAttributes",  "set_attribute", "set_attributes",
        "setTag",        "set_tag",       "setTags",        "set_tags",      "setExtra",
        "set_extra",     "addBreadcrumb", "add_breadcrumb", "setBaggage",    "set_baggage",
    };
    return LW_VIEW_IN(method, methods);
}

void lw_vault_shown(struct lw_eval *e, struct lw_view method, const struct lw_args *args,
                    uint32_t node)
{
    struct lw_value given = args->all;
    given.from &= LW_FROM_SECRETS | LW_FROM_VAULT;
    const bool error = lw_view_ends(method, LW_VIEW("Error")) ||
                       lw_view_ends(method, LW_VIEW("Exception"));
    if (error)
        given.from &= LW_FROM_VAULT;
    if (given.from && (error || is_note(method)))
        lw_sink(e, LW_C_LOG, given, method, node);
}

/* headers.authorization, headers["authorization"] */
static bool is_proof(struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const names[] = { "authorization", "Authorization", "X-Vault-Token",
                                         "x-api-key" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES))
        return false;
    if ((n->kind == LW_IR_MEMBER || n->kind == LW_IR_TEXT) &&
        LW_VIEW_IN(lw_ir_text(e->ir, n->id), names))
        return true;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (is_proof(e, c, depth - 1))
            return true;
    return false;
}

void lw_vault_query(struct lw_eval *e, uint32_t piece, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, piece);
    const uint32_t start = n->start < LEAD_BYTES ? 0 : n->start - LEAD_BYTES;
    const struct lw_view lead = lw_view_sub(e->ir->source, start, n->start - start);
    const struct lw_view all = lw_view_sub(lw_eval_source(e, node), 0, 400);
    const bool query = lw_view_find_byte(lead, '=') != LW_NOT_FOUND &&
                       (lw_view_find_byte(all, '?') != LW_NOT_FOUND ||
                        lw_view_find_byte(all, '&') != LW_NOT_FOUND);
    const struct lw_place place = lw_eval_place(e, node);
    if (query && n->kind != LW_IR_TEXT && is_proof(e, piece, DEPTH_MAX))
        lw_emit_flow(e->emit, &place, LW_FROM_CREDENTIALS, 0, "header", LW_VIEW("query"));
}

static bool names_keys(const struct lw_eval *e, const struct lw_ir_node *n)
{
    static const char *const names[] = { "credentials", "creds", "frozen_credentials",
                                         "frozenCredentials" };
    static const char *const members[] = { "password",     "client_secret", "clientSecret",
                                           "access_token", "accessToken",   "refresh_token",
                                           "refreshToken", "private_key",   "privateKey" };
    if (n->kind != LW_IR_NAME && n->kind != LW_IR_MEMBER)
        return false;
    const struct lw_view name = lw_ir_text(e->ir, n->id);
    return LW_VIEW_IN(name, names) || (n->kind == LW_IR_MEMBER && LW_VIEW_IN(name, members));
}

bool lw_vault_keys(struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const through[] = { "stringify", "dumps",  "inspect", "repr",
                                           "str",       "String", "vars",    "format" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES))
        return false;
    if (names_keys(e, n))
        return true;
    const bool call = n->kind == LW_IR_CALL && LW_VIEW_IN(lw_ir_called(e->ir, n), through);
    if (!call && n->kind != LW_IR_JOIN && n->kind != LW_IR_SUM && n->kind != LW_IR_MAP)
        return false;
    uint32_t c = call && n->child ? lw_ir_at(e->ir, n->child)->next : n->child;
    for (; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node *part = lw_ir_at(e->ir, c);
        if (n->kind == LW_IR_MAP ? part->child && names_keys(e, lw_ir_at(e->ir, part->child)) &&
                                       !lw_ir_at(e->ir, part->child)->next
                                 : lw_vault_keys(e, c, depth - 1))
            return true;
    }
    return false;
}
