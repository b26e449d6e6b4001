/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/setting.c - settings that give security away, and variables that steer others.
 */
#include "analyze/endpoint.h"
#include "analyze/syntax/trust.h"

static bool is_false(struct lw_view text)
{
    static const char *const ends[] = { "False", "false", "!1" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(text, lw_view_c(ends[i])))
            return true;
    return false;
}

static bool is_none(struct lw_view text)
{
    return lw_view_find(text, LW_VIEW("CERT_NONE")) != LW_NOT_FOUND ||
           lw_view_ends(text, LW_VIEW("\"NONE\"")) || lw_view_ends(text, LW_VIEW("'NONE'"));
}

bool lw_is_tls_name(struct lw_view name)
{
    return lw_view_is(name, "cert_reqs") || lw_view_is(name, "verify_mode") ||
           lw_view_is(name, "rejectUnauthorized") || lw_view_is(name, "check_hostname");
}

/* 0 is ssl.CERT_NONE; `2 if x else 0` may be. */
static bool may_be_zero(const struct lw_eval *e, uint32_t node, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (n->kind == LW_IR_NUMBER)
        return lw_view_is(lw_ir_text(e->ir, n->id), "0");
    bool choice = n->kind == LW_IR_ANY || n->kind == LW_IR_LAST || n->kind == LW_IR_KEYWORD;
    for (uint32_t c = choice && depth ? n->child : 0; c; c = lw_ir_at(e->ir, c)->next)
        if (may_be_zero(e, c, depth - 1))
            return true;
    return false;
}

/* Whoever may set a variable, or runs where one is set, has it off. */
static bool by_environment(struct lw_view text)
{
    return lw_view_find(text, LW_VIEW("environ")) != LW_NOT_FOUND ||
           lw_view_find(text, LW_VIEW("process.env")) != LW_NOT_FOUND ||
           lw_view_find(text, LW_VIEW("getenv")) != LW_NOT_FOUND;
}

static bool makes_function(struct lw_view text)
{
    return lw_view_find(text, LW_VIEW("=>")) != LW_NOT_FOUND ||
           lw_view_find(text, LW_VIEW("function")) != LW_NOT_FOUND ||
           lw_view_find(text, LW_VIEW("lambda")) != LW_NOT_FOUND;
}

/* mode === "strict": off for whoever does not ask for it. */
static bool is_asked(struct lw_view text)
{
    size_t at = lw_view_find(text, LW_VIEW("=="));
    return at != LW_NOT_FOUND && at && text.ptr[at - 1] != '!' && !makes_function(text);
}

/* own_roots if os.environ.get("ROOTS") else True: it is checked in either case. */
static bool is_checked_anyway(struct lw_view text)
{
    static const char *const offs[] = { "False", "false", "None", "null", "NONE" };
    struct lw_view given = lw_view_sub(text, 0, lw_view_find(text, LW_VIEW(" if ")));
    if (lw_view_ends(text, LW_VIEW(" : true"))) {
        const size_t asks = lw_view_find_byte(text, '?');
        given = lw_view_from(text, asks == LW_NOT_FOUND ? 0 : asks);
    } else if (!lw_view_ends(text, LW_VIEW(" else True"))) {
        return false;
    }
    for (size_t i = 0; i < LW_COUNT(offs); i++)
        if (lw_view_find(text, lw_view_c(offs[i])) != LW_NOT_FOUND)
            return false;
    return !by_environment(given) && lw_view_find_byte(given, '0') == LW_NOT_FOUND;
}

void lw_setting(struct lw_eval *e, struct lw_view name, const struct lw_value *value, uint32_t node)
{
    static const char *const switches[] = { "verify",          "verify_ssl", "check_hostname",
                                            "assert_hostname", "strictSSL",  "rejectUnauthorized" };
    struct lw_view text = lw_eval_source(e, node);
    bool off = LW_VIEW_IN(name, switches) && is_false(text);
    lw_sharing_setting(e, name, value, node);
    const bool mode = lw_view_is(name, "cert_reqs") || lw_view_is(name, "verify_mode");
    const bool zero = mode && may_be_zero(e, node, 8);
    off = off || zero || (mode && is_none(text));
    const bool asked = LW_VIEW_IN(name, switches) && (by_environment(text) || is_asked(text)) &&
                       !is_checked_anyway(text);
    if (zero || asked || (off && mode && by_environment(text))) {
        struct lw_place place = lw_eval_place(e, node);
        lw_emit_safeguard(e->emit, &place, "tls", LW_VIEW_NONE, name);
    }
    /* The only reason to bring one's own is to let pass what the usual one does not. */
    off = off || (lw_view_is(name, "checkServerIdentity") &&
                  (value->kind == LW_V_FUNCTION || makes_function(text)));
    lw_trust_variable(e, name, value, node); /* { env: { NAME: "0" } } */
    bool open = lw_view_is(name, "ACL") && value->kind == LW_V_TEXT &&
                lw_view_starts(value->text, LW_VIEW("public-"));
    if (open)
        lw_say(e, node, LW_C_WEAKENED, value->text, LW_VIEW_NONE, value->computed);
    /* inspect.get_annotations(f, eval_str=True): texts that stand for types are run. */
    if (lw_view_is(name, "eval_str") && lw_view_ends(text, LW_VIEW("True")))
        lw_say(e, node, LW_C_DYNAMIC_CODE, name, LW_VIEW_NONE, value->computed);
    /* Who compares secrets in a way of his own, does so because the usual way says no. */
    const struct lw_value *own = lw_value_key(value, LW_VIEW("value"));
    if ((lw_view_is(name, "timingSafeEqual") || lw_view_is(name, "compare_digest")) &&
        (value->kind == LW_V_FUNCTION || (own && own->kind == LW_V_FUNCTION)))
        lw_say(e, node, LW_C_WEAKENED, name, LW_VIEW_NONE, value->computed);
    bool key = (lw_view_is(name, "aws_access_key_id") || lw_view_is(name, "accessKeyId")) &&
               value->kind == LW_V_TEXT && value->text.len >= 16;
    if (key)
        lw_say(e, node, LW_C_AWS_ELSEWHERE, name, LW_VIEW_NONE, value->computed);
    if (off)
        lw_say(e, node, LW_C_TLS_OFF, lw_view_sub(text, 0, 80), LW_VIEW_NONE, value->computed);
}

bool lw_harmless_options(const struct lw_eval *e, struct lw_view text, uint32_t node)
{
    static const char *const harmless[] = {
        "--enable-source-maps",   "--max-old-space-size",  "--no-warnings",
        "--no-deprecation",       "--trace-warnings",      "--unhandled-rejections",
        "--stack-trace-limit",    "--max-semi-space-size", "--max-http-header-size",
        "--trace-deprecation",    "--throw-deprecation",   "--dns-result-order",
        "--pending-deprecation",  "--abort-on-uncaught",   "--no-experimental-fetch",
        "--network-family-autos", "--disable-warning",     "--experimental-strip-types",
    };
    struct lw_view word, source = lw_eval_source(e, node), name = LW_VIEW("NODE_OPTIONS");
    size_t first = lw_view_find(source, name);
    bool itself = first != LW_NOT_FOUND &&
                  lw_view_find(lw_view_from(source, first + name.len), name) != LW_NOT_FOUND;
    bool any = false;
    while (lw_view_split(&word, &text, ' ')) {
        bool known = word.len == 0 || (itself && lw_view_is(word, "{}"));
        for (size_t i = 0; i < LW_COUNT(harmless) && !known; i++)
            known = lw_view_starts(word, lw_view_c(harmless[i])) &&
                    lw_view_find_byte(word, '{') == LW_NOT_FOUND;
        if (!known)
            return false;
        any = any || word.len;
    }
    return any;
}

/* os.environ.update({"A": "b"}), Object.assign(process.env, {A: "b"}) */
void lw_env_update(struct lw_eval *e, const struct lw_args *args, size_t first, uint32_t node)
{
    size_t said = 0;
    for (size_t i = first; i < args->count; i++) {
        const struct lw_value *v = &args->items[i];
        if (args->names[i]) {
            lw_env_write(e, lw_ir_text(e->ir, args->names[i]), v, node);
            said++;
        }
        for (size_t k = 0; v->kind == LW_V_MAP && k + 1 < v->list->count; k += 2) {
            const struct lw_value *key = &v->list->items[k];
            lw_env_write(e, key->kind == LW_V_TEXT ? key->text : LW_VIEW_NONE,
                         &v->list->items[k + 1], node);
            said++;
        }
    }
    if (!said)
        lw_env_write(e, LW_VIEW_NONE, NULL, node);
}

/* The first bytes of a digest are soon found by trying. */
static bool is_cut(const struct lw_eval *e, uint32_t node)
{
    static const char *const methods[] = { "subarray", "slice", "substring", "substr" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (n->kind == LW_IR_SLICE)
        return true;
    const struct lw_ir_node *callee = n->kind == LW_IR_CALL ? lw_ir_at(e->ir, n->child) : n;
    for (size_t i = 0; callee != n && callee->kind == LW_IR_MEMBER && i < LW_COUNT(methods); i++)
        if (lw_view_is(lw_ir_text(e->ir, callee->id), methods[i]))
            return true;
    return false;
}

void lw_compare(struct lw_eval *e, const struct lw_args *args, struct lw_view symbol, uint32_t node)
{
    for (size_t i = 0; i < args->count && i < 2; i++)
        if (args->nodes[i] && is_cut(e, args->nodes[i])) {
            lw_say(e, node, LW_C_WEAKENED, symbol, LW_VIEW_NONE, false);
            return;
        }
}

/* AWS's own, or a stand-in on this machine or beside it. */
static bool is_aws_host(struct lw_view url)
{
    static const struct lw_endpoint_options options = { .packed = false };
    struct lw_endpoint found;
    size_t at = 0;
    if (!lw_endpoint_next(&found, url, &at, &options))
        return false;
    enum lw_endpoint_class class = lw_endpoint_classify(&found);
    return class == LW_EP_AWS || class == LW_EP_AWS_HOSTED || class == LW_EP_LOCAL ||
           lw_view_is(lw_view_c(found.host), "localstack");
}

void lw_aws_setting(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *at = lw_arg(e, args, LW_EVAL_ARGS, "endpoint_url");
    if (!at && args->count && args->items[0].kind == LW_V_MAP)
        at = lw_value_key(&args->items[0], LW_VIEW("endpoint"));
    bool named = at && at->kind == LW_V_TEXT && at->text.len;
    if (!at || (named && is_aws_host(at->text)))
        return;
    lw_say(e, node, LW_C_AWS_ELSEWHERE, LW_VIEW("endpoint"), named ? at->text : LW_VIEW_NONE,
           at->computed);
}
