/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/sharing.c - who else is let in: grants and accounts that the code names, and calls that
 * write who may do what, whoever's client makes them.
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

/* "https://sqs.eu-west-1.amazonaws.com/123456789012/x": a queue is somebody's. */
static bool is_queue(struct lw_view text)
{
    return lw_view_starts(text, LW_VIEW("https://")) &&
           (lw_view_find(text, LW_VIEW("://sqs.")) != LW_NOT_FOUND ||
            lw_view_find(text, LW_VIEW("queue.amazonaws.com/")) != LW_NOT_FOUND) &&
           lw_account_in(text).len;
}

void lw_sharing_text(struct lw_eval *e, struct lw_view text, uint32_t node)
{
    const struct lw_place place = lw_eval_place(e, node);
    if (text.len < 16 || text.len > SHOWN_BYTES)
        return;
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
