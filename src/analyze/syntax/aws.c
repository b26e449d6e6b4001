/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/aws.c - calls of AWS APIs: boto3, aws-sdk v2 and v3, the aws command.
 *
 * A client is the symbol "aws:SERVICE".
 */
#include "analyze/syntax/eval.h"

struct lw_value lw_aws_client(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    lw_aws_setting(e, args, node);
    const struct lw_value *service = lw_arg(e, args, 0, "service_name");
    if (!service || service->kind != LW_V_TEXT)
        return lw_value_symbol(LW_VIEW("aws:"));
    return lw_value_symbol(
        lw_arena_printf(&e->arena, "aws:%.*s", LW_FMT(lw_view_sub(service->text, 0, 80))));
}

/* "put_object", "putObject", "update-function-code": PutObject */
struct lw_view lw_aws_action(struct lw_arena *arena, struct lw_view method)
{
    uint8_t *out = lw_arena_alloc(arena, method.len + 1);
    size_t count = 0;
    bool up = true;
    for (size_t i = 0; i < method.len; i++) {
        uint8_t c = method.ptr[i];
        if (c == '_' || c == '-') {
            up = true;
            continue;
        }
        out[count++] = up && c >= 'a' && c <= 'z' ? (uint8_t)(c - 32) : c;
        up = false;
    }
    return lw_view(out, count);
}

static bool is_plumbing(struct lw_view method)
{
    static const char *const names[] = {
        "send",
        "config",
        "middlewareStack",
        "promise",
        "meta",
        "exceptions",
        "close",
        "destroy",
        "can_paginate",
        "makeRequest",
        "makeUnauthenticatedRequest",
        "on",
        "waitFor",
        "use",
        "get_waiter",
        "waiter_names",
        "setupRequestListeners",
        "registerService",
        "get_available_subresources",
    };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(method, names[i]))
            return true;
    return false;
}

/* What is put there others read who may not ask the store of secrets. */
static bool is_read_by_others(const struct lw_eval *e, struct lw_view service, uint32_t node)
{
    static const char *const services[] = { "s3",       "ssm",     "sns",        "sqs",
                                            "dynamodb", "kinesis", "events",     "eventbridge",
                                            "firehose", "logs",    "cloudwatch", "cloudwatch-logs",
                                            "ses",      "sesv2",   "lambda",     "lib-dynamodb" };
    return LW_VIEW_IN_NOCASE(service, services) &&
           lw_view_find(lw_eval_source(e, node), LW_VIEW("SecureString")) == LW_NOT_FOUND;
}

static void say(struct lw_eval *e, struct lw_view service, struct lw_view action,
                struct lw_view name, const struct lw_args *args, uint32_t node)
{
    struct lw_place place = lw_eval_place(e, node);
    lw_emit_aws_call(e->emit, &place, service, action, name);
    if (args)
        lw_destinations(e,
                        lw_arena_printf(&e->arena, "%.*s:%.*s", LW_FMT(lw_view_sub(service, 0, 80)),
                                        LW_FMT(lw_view_sub(action, 0, 80))),
                        args, node);
    struct lw_value all = args ? args->all : LW_UNKNOWN;
    if (!is_read_by_others(e, service, node))
        all.from &= ~(uint32_t)LW_FROM_VAULT;
    if (args)
        lw_sink(e, LW_C_AWS, all, name, node);
}

static struct lw_view lowered(struct lw_arena *arena, struct lw_view text)
{
    uint8_t *out = lw_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        out[i] = lw_lower(text.ptr[i]);
    return lw_view(out, text.len);
}

/* aws-sdk v3: "@aws-sdk/client-s3.PutObjectCommand", v2: "aws-sdk.S3", "aws-sdk/clients/s3". */
static bool made_client(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                        uint32_t node, struct lw_value *out)
{
    struct lw_view client = LW_VIEW("@aws-sdk/client-"), lib = LW_VIEW("@aws-sdk/lib-");
    struct lw_view service = LW_VIEW_NONE, rest = LW_VIEW_NONE;
    if (lw_view_starts(symbol, client)) {
        rest = lw_view_from(symbol, client.len);
        size_t dot = lw_view_find_byte(rest, '.');
        service = lw_view_sub(rest, 0, dot);
        rest = dot == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(rest, dot + 1);
        if (lw_view_ends(rest, LW_VIEW("Command"))) {
            say(e, service, lw_view_sub(rest, 0, rest.len - 7), symbol, args, node);
            *out = LW_UNKNOWN;
            lw_value_taint(out, &args->all);
            return true;
        }
    } else if (lw_view_starts(symbol, LW_VIEW("aws-sdk/clients/"))) {
        service = lw_view_from(symbol, 16);
    } else if (lw_view_starts(symbol, LW_VIEW("aws-sdk.")) && symbol.len > 8 &&
               symbol.ptr[8] >= 'A' && symbol.ptr[8] <= 'Z') {
        service = lw_view_from(symbol, 8);
        if (lw_view_starts(service, LW_VIEW("DynamoDB")))
            service = LW_VIEW("dynamodb");
        if (lw_view_find_byte(service, '.') != LW_NOT_FOUND ||
            lw_view_find(service, LW_VIEW("Credentials")) != LW_NOT_FOUND)
            return false;
    } else if (lw_view_starts(symbol, lib)) {
        service = lw_view_starts(symbol, LW_VIEW("@aws-sdk/lib-dynamodb")) ? LW_VIEW("dynamodb")
                                                                           : LW_VIEW("s3");
    }
    if (!service.len)
        return false;
    lw_aws_setting(e, args, node);
    *out = lw_value_symbol(
        lw_arena_printf(&e->arena, "aws:%.*s", LW_FMT(lowered(&e->arena, service))));
    return true;
}

bool lw_aws_call(struct lw_eval *e, struct lw_view symbol, struct lw_args *args, uint32_t node,
                 bool made, struct lw_value *out)
{
    lw_hook(e, symbol, args, node);
    if (e->ir->language == LW_LANG_JAVASCRIPT && made)
        return made_client(e, symbol, args, node, out);
    if (!lw_view_starts(symbol, LW_VIEW("aws:")))
        return false;
    struct lw_view rest = lw_view_from(symbol, 4);
    size_t first = lw_view_find_byte(rest, '.'), last = lw_view_rfind_byte(rest, '.');
    *out = lw_value_symbol(lw_arena_printf(&e->arena, "%.*s()", LW_FMT(symbol)));
    if (symbol.len > 256)
        *out = LW_UNKNOWN;
    lw_value_taint(out, &args->all);
    if (first == LW_NOT_FOUND)
        return true;
    struct lw_view service = lw_view_sub(rest, 0, first), method = lw_view_from(rest, last + 1);
    if (lw_view_starts(method, LW_VIEW("generate_presigned_")) ||
        lw_view_starts(method, LW_VIEW("getSignedUrl")))
        out->from |= LW_FROM_SIGNED;
    const struct lw_value *name = lw_arg(e, args, 0, NULL);
    if (lw_view_is(method, "get_paginator") && name && name->kind == LW_V_TEXT) {
        method = name->text;
    } else if (is_plumbing(method) || first != last) {
        /* of a resource, s3.Object(a, b).put() is a call; of a result, result.get() is none */
        bool resource = first + 1 < rest.len && rest.ptr[first + 1] >= 'A' &&
                        rest.ptr[first + 1] <= 'Z';
        if (is_plumbing(method) || !resource)
            return true;
    } else if (method.len && method.ptr[0] >= 'A' && method.ptr[0] <= 'Z') {
        lw_destination(e, method, service, name, node);
        return true; /* s3.Bucket("x"): nothing is sent yet */
    }
    if (service.len)
        say(e, service, lw_aws_action(&e->arena, method), symbol, args, node);
    out->kind = LW_V_UNKNOWN;
    if (first != last || lw_view_is(service, "s3") == false)
        out->kind = LW_V_UNKNOWN;
    return true;
}

void lw_aws_command(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    struct lw_view words[2] = { LW_VIEW_NONE, LW_VIEW_NONE };
    size_t count = 0;
    for (size_t i = 0; i < args->count && count < 2; i++) {
        const struct lw_value *v = &args->items[i];
        bool option = v->kind == LW_V_TEXT && v->text.len && v->text.ptr[0] == '-';
        if (option && lw_view_find_byte(v->text, '=') == LW_NOT_FOUND &&
            !lw_view_is(v->text, "--debug") && !lw_view_is(v->text, "--no-cli-pager"))
            i++; /* --region x */
        else if (!option && v->kind == LW_V_TEXT)
            words[count++] = v->text;
        else if (!option)
            break;
    }
    if (count == 2)
        say(e, words[0], lw_view_is(words[0], "s3") ? words[1] : lw_aws_action(&e->arena, words[1]),
            LW_VIEW("aws"), args, node);
}
