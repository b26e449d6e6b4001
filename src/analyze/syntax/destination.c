/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/destination.c - where calls of AWS send data, as far as the code itself names it.
 */
#include "analyze/endpoint.h"
#include "analyze/syntax/budget.h"
#include "analyze/syntax/eval.h"

enum { ACCOUNT_DIGITS = 12, VALUE_BYTES = 160, DEPTH_MAX = 6 };

static const uint32_t settings = LW_FROM_VARIABLE | LW_FROM_SECRET_VARIABLE | LW_FROM_ENVIRONMENT;

static bool names_place(struct lw_view key)
{
    static const char *const keys[] = {
        "Bucket",         "TableName",    "TopicArn",           "TargetArn",     "QueueUrl",
        "FunctionName",   "StreamName",   "DeliveryStreamName", "EventBusName",  "stateMachineArn",
        "LogGroupName",   "logGroupName", "StreamARN",          "queueUrl",      "topicArn",
        "DestinationArn", "streamName",   "ApplicationArn",     "KinesisStream", "EndpointArn",
        "destinationArn", "S3Bucket",     "ImageUri",           "CodeUri",       "BccAddresses",
        "CcAddresses",    "Destinations", "DeliveryStreamARN",  "BucketName",    "FunctionArn"
    };
    return LW_VIEW_IN(key, keys);
}

/* Twelve digits between colons or slashes: "arn:aws:sns:eu-west-1:123456789012:x". */
struct lw_view lw_account_in(struct lw_view text)
{
    size_t digits = 0;
    for (size_t i = 0; i <= text.len; i++) {
        bool digit = i < text.len && lw_is_digit(text.ptr[i]);
        bool ends = i == text.len || text.ptr[i] == ':' || text.ptr[i] == '/';
        if (!digit && ends && digits == ACCOUNT_DIGITS && i > digits &&
            (text.ptr[i - digits - 1] == ':' || text.ptr[i - digits - 1] == '/'))
            return lw_view_sub(text, i - digits, digits);
        digits = digit ? digits + 1 : 0;
    }
    return LW_VIEW_NONE;
}

static void say(struct lw_eval *e, struct lw_view kind, struct lw_view name, struct lw_value value,
                uint32_t node)
{
    struct lw_place place = lw_eval_place(e, node);
    bool named = value.kind == LW_V_TEXT && value.text.len && !(value.from & settings);
    bool whole = value.kind <= LW_V_TEXT && value.text.len &&
                 lw_view_find(value.text, LW_VIEW("{}")) == LW_NOT_FOUND;
    if (!named && whole && (value.from & settings)) /* where nobody sets the variable */
        lw_emit_destination(e->emit, &place, LW_VIEW("default"), name,
                            lw_arena_printf(&e->arena, "%.*s=%.*s", LW_FMT(kind),
                                            LW_FMT(lw_view_sub(value.text, 0, VALUE_BYTES))));
    if (!named)
        return;
    lw_emit_destination(e->emit, &place, kind, name, lw_view_sub(value.text, 0, VALUE_BYTES));
    struct lw_view account = lw_account_in(value.text);
    if (account.len)
        lw_emit_destination(e->emit, &place, LW_VIEW("account"), name, account);
}

/* { Entries: [{ EventBusName: "x" }] }, { BccAddresses: ["a@b.example"] } */
static void look(struct lw_eval *e, struct lw_view key, struct lw_view name,
                 const struct lw_value *v, uint32_t node, unsigned depth)
{
    const size_t count = v->kind == LW_V_MAP || v->kind == LW_V_LIST ? v->list->count : 0;
    if (names_place(key))
        say(e, key, name, *v, node);
    for (size_t i = 0; i < count && depth && lw_spend(e, LOOK_BYTES); i++) {
        const struct lw_value *item = &v->list->items[i];
        if (v->kind == LW_V_LIST)
            look(e, key, name, item, node, depth - 1);
        else if (i % 2)
            look(e, item[-1].kind == LW_V_TEXT ? item[-1].text : LW_VIEW_NONE, name, item, node,
                 depth - 1);
    }
}

void lw_destinations(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                     uint32_t node)
{
    for (size_t i = 0; i < args->count; i++)
        look(e, args->names[i] ? lw_ir_text(e->ir, args->names[i]) : LW_VIEW_NONE, name,
             &args->items[i], node, DEPTH_MAX);
}

void lw_destination(struct lw_eval *e, struct lw_view kind, struct lw_view name,
                    const struct lw_value *value, uint32_t node)
{
    static const char *const kinds[] = {
        "Bucket", "Table", "Queue", "Topic", "Object", "Function"
    };
    if (value && LW_VIEW_IN(kind, kinds))
        say(e, kind, name, *value, node);
}

void lw_log_place(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                  uint32_t node)
{
    const struct lw_endpoint_options options = { .quoted = true };
    const struct lw_value *host = lw_arg(e, args, 0, "host");
    struct lw_endpoint found;
    size_t at = 0;
    if (!lw_view_starts(symbol, LW_VIEW("logging.handlers.")) &&
        !lw_view_is(symbol, "winston.transports.Http"))
        return;
    host = host ? host : lw_arg(e, args, LW_EVAL_ARGS, "address");
    if (host && host->kind == LW_V_LIST && host->list->count)
        host = &host->list->items[0];
    else if (host && host->kind == LW_V_MAP)
        host = lw_value_key(host, LW_VIEW("host"));
    if (!host || host->kind != LW_V_TEXT)
        return;
    struct lw_view quoted = lw_arena_printf(&e->arena, "\"%.*s\"", LW_FMT(host->text));
    if (lw_endpoint_next(&found, quoted, &at, &options) &&
        lw_endpoint_classify(&found) != LW_EP_LOCAL)
        say(e, LW_VIEW("log"), symbol, *host, node);
}

/* os.environ.get("REPORTS_BUCKET", "reports"): what is taken where nobody says anything. */
void lw_default(struct lw_eval *e, struct lw_view variable, const struct lw_value *value,
                uint32_t node)
{
    static const char *const words[] = { "BUCKET", "QUEUE",    "TOPIC",  "TABLE", "STREAM",
                                         "HOST",   "URL",      "URI",    "ADDR",  "PROXY",
                                         "ARN",    "ENDPOINT", "SERVER", "DSN",   "BASE" };
    struct lw_place place = lw_eval_place(e, node);
    for (size_t i = 0; value && i < LW_COUNT(words); i++) {
        if (value->kind != LW_V_TEXT || !value->text.len || variable.len > 80 ||
            lw_view_find(variable, lw_view_c(words[i])) == LW_NOT_FOUND)
            continue;
        lw_emit_destination(e->emit, &place, LW_VIEW("default"), variable,
                            lw_arena_printf(&e->arena, "%.*s=%.*s", LW_FMT(variable),
                                            LW_FMT(lw_view_sub(value->text, 0, VALUE_BYTES))));
        return;
    }
}
