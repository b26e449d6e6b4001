/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/sharing.c - who else is let in: grants, accounts and recipients of mail that the code
 * names, and calls that write who may do what, whoever's client makes them.
 *
 * Spec:    https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html (grantees)
 */
#include "analyze/syntax/eval.h"

enum { CANONICAL_ID_BYTES = 64, SHOWN_BYTES = 160 };

/* id="79a5..." with or without its quotes: the canonical user that S3 knows an account by. */
static bool is_canonical(struct lw_view text)
{
    size_t hex = 0;
    for (size_t i = 3; i < text.len; i++) {
        const uint8_t c = text.ptr[i] | 0x20;
        hex += lw_is_digit(text.ptr[i]) || (c >= 'a' && c <= 'f');
    }
    return lw_view_starts(text, LW_VIEW("id=")) && hex == CANONICAL_ID_BYTES &&
           text.len <= CANONICAL_ID_BYTES + 5;
}

static bool is_grantee(struct lw_view text)
{
    return is_canonical(text) ||
           (lw_view_starts(text, LW_VIEW("emailAddress=")) &&
            lw_view_find_byte(text, '@') != LW_NOT_FOUND) ||
           lw_view_starts(text, LW_VIEW("uri=http://acs.amazonaws.com/groups/"));
}

/* Accounts that documentation names, and those of machines of developers, which are nobody's: a
 * text that has one is an example. Any other number may be somebody's. */
static bool is_sample(struct lw_view account)
{
    static const char *const samples[] = { "123456789012", "111122223333", "444455556666",
                                           "777788889999", "999988887777", "123456789101",
                                           "012345678901", "123412341234", "000000000000",
                                           "111111111111", "222222222222", "333333333333" };
    return LW_VIEW_IN(account, samples);
}

/* "https://sqs.eu-west-1.amazonaws.com/123456789012/x": a queue is somebody's, but for those of
 * AWS's that documentation names. */
static bool is_queue(struct lw_view text)
{
    const struct lw_view scheme = LW_VIEW("https://"), rest = lw_view_from(text, scheme.len);
    const struct lw_view host = lw_view_sub(rest, 0, lw_view_find_byte(rest, '/'));
    const struct lw_view account = lw_account_in(text);
    return lw_view_starts(text, scheme) && account.len &&
           (lw_view_find(text, LW_VIEW("://sqs.")) != LW_NOT_FOUND ||
            lw_view_find(text, LW_VIEW("queue.amazonaws.com/")) != LW_NOT_FOUND) &&
           !(is_sample(account) && lw_view_ends(host, LW_VIEW(".amazonaws.com")));
}

/* "arn:aws:events:eu-west-1:123456789012:event-bus/x": what takes data, and whose it is; "" for
 * all else. */
static struct lw_view place_service(struct lw_view text)
{
    static const struct {
        const char *service, *part;
    } places[] = { { "events", ":event-bus/" },
                   { "sns", ":" },
                   { "sqs", ":" },
                   { "s3", ":accesspoint" },
                   { "kinesis", ":stream" },
                   { "firehose", ":delivery" },
                   { "lambda", ":function:" },
                   { "states", ":stateMachine:" },
                   { "logs", ":destination:" } };
    struct lw_view lead = LW_VIEW("arn:aws"), rest = text;
    const struct lw_view account = lw_account_in(text);
    if (!lw_view_starts(text, lead) || !account.len || is_sample(account))
        return LW_VIEW_NONE;
    rest = lw_view_from(rest, lw_view_find_byte(rest, ':') + 1);
    rest = lw_view_from(rest, lw_view_find_byte(rest, ':') + 1);
    struct lw_view service = lw_view_sub(rest, 0, lw_view_find_byte(rest, ':'));
    for (size_t i = 0; i < LW_COUNT(places); i++)
        if (lw_view_is(service, places[i].service) &&
            lw_view_find(rest, lw_view_c(places[i].part)) != LW_NOT_FOUND)
            return service;
    return LW_VIEW_NONE;
}

/* "a.b@c.example", and nothing else. */
static bool is_mailbox(struct lw_view text)
{
    const size_t at = lw_view_find_byte(text, '@');
    if (at == LW_NOT_FOUND || !at || text.len > SHOWN_BYTES ||
        lw_view_find_byte(lw_view_from(text, at + 1), '.') == LW_NOT_FOUND)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (i != at && !lw_is_alnum(text.ptr[i]) && !memchr(".-_+", text.ptr[i], 4))
            return false;
    static const char *const protocols[] = { "openssh.com", "libssh.org", "lysator.liu.se" };
    struct lw_view domain = lw_view_from(text, at + 1); /* of names of SSH's algorithms */
    return lw_is_alpha(text.ptr[text.len - 1]) && !LW_VIEW_IN(domain, protocols);
}

static void say_recipient(struct lw_eval *e, const struct lw_value *v, uint32_t node)
{
    const struct lw_place place = lw_eval_place(e, node);
    if (v->kind == LW_V_TEXT && !v->from && !v->bytes && is_mailbox(v->text))
        lw_emit_destination(e->emit, &place, LW_VIEW("recipient"), LW_VIEW("mail"), v->text);
}

/* [*recipients, "a@b.example"]: one of the others is named for what it is. */
static bool has_recipients(const struct lw_eval *e, uint32_t node, const char *const *words,
                           size_t count)
{
    for (uint32_t c = lw_ir_at(e->ir, node)->child; c; c = lw_ir_at(e->ir, c)->next)
        if (lw_ir_at(e->ir, c)->kind != LW_IR_TEXT &&
            lw_view_has_nocase(lw_view_sub(lw_eval_source(e, c), 0, 60), words, count))
            return true;
    return false;
}

static void say_recipients(struct lw_eval *e, const struct lw_value *list, uint32_t node)
{
    for (size_t i = 0; i < list->list->count; i++)
        say_recipient(e, &list->list->items[i], node);
}

void lw_sharing_added(struct lw_eval *e, const struct lw_value *list, uint32_t node)
{
    static const char *const words[] = { "recip", "rcpt", "bcc", "addr", "mail", "*to", "...to" };
    bool any = false;
    for (size_t i = 0; i < list->list->count; i++)
        any = any ||
              (list->list->items[i].kind == LW_V_TEXT && is_mailbox(list->list->items[i].text));
    if (any && has_recipients(e, node, words, LW_COUNT(words)))
        say_recipients(e, list, node);
}

/* recipients.push("a@b.example"), [].concat(mail.bcc, "a@b.example") */
void lw_sharing_list(struct lw_eval *e, uint32_t node)
{
    static const char *const methods[] = { "push",   "unshift", "concat", "append",
                                           "insert", "add",     "extend", "rcpt" };
    static const char *const words[] = { "recip", "rcpt", "bcc", ".cc", "to_addr", ".to" };
    const uint32_t callee = lw_ir_at(e->ir, node)->child;
    if (!callee || !LW_VIEW_IN(lw_ir_called(e->ir, lw_ir_at(e->ir, node)), methods))
        return;
    const bool among = has_recipients(e, node, words, LW_COUNT(words));
    for (uint32_t c = lw_ir_at(e->ir, callee)->next; among && c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node *word = lw_ir_at(e->ir, c);
        const struct lw_value text = { .kind = LW_V_TEXT, .text = lw_ir_text(e->ir, word->id) };
        if (word->kind == LW_IR_TEXT)
            say_recipient(e, &text, node);
    }
}

void lw_sharing_setting(struct lw_eval *e, struct lw_view name, const struct lw_value *value,
                        uint32_t node)
{
    static const char *const names[] = { "bcc", "cc", "recipients", "to_addrs", "BccAddresses" };
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        if (!lw_view_eq_nocase(name, lw_view_c(names[i])))
            continue;
        say_recipient(e, value, node);
        if (value->kind == LW_V_LIST)
            say_recipients(e, value, node);
    }
}

void lw_sharing_text(struct lw_eval *e, struct lw_view text, uint32_t node)
{
    const struct lw_place place = lw_eval_place(e, node);
    if (text.len < 16 || text.len > SHOWN_BYTES)
        return;
    struct lw_view service = place_service(text);
    if (service.len)
        lw_emit_destination(e->emit, &place, LW_VIEW("account"), service, lw_account_in(text));
    if (is_grantee(text))
        lw_emit_destination(e->emit, &place, LW_VIEW("grant"), LW_VIEW_NONE, text);
    else if (is_queue(text))
        lw_emit_destination(e->emit, &place, LW_VIEW("account"), LW_VIEW("sqs"),
                            lw_account_in(text));
}

void lw_sharing_call(struct lw_eval *e, struct lw_view method, uint32_t node)
{
    static const struct {
        const char *method, *service;
    } calls[] = {
        { "put_bucket_acl", "s3" },
        { "putBucketAcl", "s3" },
        { "put_object_acl", "s3" },
        { "putObjectAcl", "s3" },
        { "put_bucket_policy", "s3" },
        { "putBucketPolicy", "s3" },
        { "put_bucket_replication", "s3" },
        { "putBucketReplication", "s3" },
        { "put_resource_policy", "secretsmanager" },
        { "putResourcePolicy", "secretsmanager" },
        { "put_key_policy", "kms" },
        { "putKeyPolicy", "kms" },
        { "put_subscription_filter", "logs" },
        { "putSubscriptionFilter", "logs" },
        { "modify_snapshot_attribute", "ec2" },
        { "modifySnapshotAttribute", "ec2" },
        { "put_role_policy", "iam" },
        { "putRolePolicy", "iam" },
        { "attach_role_policy", "iam" },
        { "attachRolePolicy", "iam" },
        { "create_access_key", "iam" },
        { "createLoginProfile", "iam" },
        { "create_login_profile", "iam" },
        { "updateAssumeRolePolicy", "iam" },
        { "update_assume_role_policy", "iam" },
        { "listSecrets", "secretsmanager" },
        { "list_secrets", "secretsmanager" },
        { "listFunctions", "lambda" },
        { "list_functions", "lambda" },
        { "createFunctionUrlConfig", "lambda" },
        { "create_function_url_config", "lambda" },
        { "addLayerVersionPermission", "lambda" },
        { "add_layer_version_permission", "lambda" },
        { "publishLayerVersion", "lambda" },
        { "publish_layer_version", "lambda" },
        { "updateFunctionCode", "lambda" },
        { "update_function_code", "lambda" },
        { "createAccessKey", "iam" },
    };
    for (size_t i = 0; i < LW_COUNT(calls); i++)
        if (lw_view_is(method, calls[i].method)) {
            const struct lw_place place = lw_eval_place(e, node);
            lw_emit_aws_call(e->emit, &place, lw_view_c(calls[i].service),
                             lw_aws_action(&e->arena, method), method);
            return;
        }
}
