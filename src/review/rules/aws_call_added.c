/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/aws_call_added.c - calls of AWS that the layer newly makes.
 */
#include <assert.h>

#include "review/rule.h"

struct call {
    const char *service, *action; /* the action's beginning, lower case without separators */
};

static void add_plain(struct lw_buf *out, struct lw_view name)
{
    for (size_t i = 0; i < name.len; i++)
        if (lw_is_alnum(name.ptr[i]))
            lw_buf_add_byte(out, lw_lower(name.ptr[i]));
}

static bool is_any(const struct call *calls, size_t count, struct lw_view service,
                   struct lw_view action)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf plain = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf of = LW_BUF_INIT; /* "secrets-manager" of SDK v3 */
    add_plain(&plain, action);
    add_plain(&of, service);
    for (size_t i = 0; i < count; i++)
        if (lw_view_is(lw_buf_view(&of), calls[i].service) &&
            lw_view_starts(lw_buf_view(&plain), lw_view_c(calls[i].action)))
            return true;
    return false;
}

/* How settings are read that are secret: by name, with what the role may read. */
static bool reads_secret(struct lw_view service, struct lw_view action)
{
    static const struct call calls[] = {
        { "secretsmanager", "getsecretvalue" },
        { "ssm", "getparameter" },
        { "kms", "decrypt" },
    };
    return is_any(calls, LW_COUNT(calls), service, action);
}

/* Calls by which access is gained, spread or hidden. */
static bool gives_access(struct lw_view service, struct lw_view action)
{
    static const struct call calls[] = {
        { "iam", "create" },
        { "iam", "attach" },
        { "iam", "put" },
        { "iam", "update" },
        { "sts", "assumerole" },
        { "sts", "getfederation" },
        { "secretsmanager", "get" },
        { "secretsmanager", "batchget" },
        { "kms", "decrypt" },
        { "lambda", "updatefunction" },
        { "lambda", "addpermission" },
        { "lambda", "publishlayer" },
        { "lambda", "addlayer" },
        { "lambda", "createfunctionurl" },
        { "lambda", "invoke" },
        { "cloudtrail", "stop" },
        { "cloudtrail", "delete" },
        { "ec2", "runinstances" },
        { "ssm", "sendcommand" },
        { "ssm", "getparameter" },
        { "s3", "putbucketpolicy" },
        { "s3", "putbucketacl" },
        { "s3", "putobjectacl" },
        { "s3", "putbucketreplication" },
        { "secretsmanager", "putresourcepolicy" },
        { "kms", "putkeypolicy" },
        { "kms", "creategrant" },
        { "sqs", "addpermission" },
        { "sns", "addpermission" },
        { "logs", "putsubscriptionfilter" },
        { "logs", "putresourcepolicy" },
        { "ecr", "setrepositorypolicy" },
        { "dynamodb", "putresourcepolicy" },
        { "ec2", "modifysnapshotattribute" },
        { "ec2", "modifyimageattribute" },
        { "rds", "modifydbsnapshotattribute" },
    };
    return is_any(calls, LW_COUNT(calls), service, action);
}

/* Those of them that write down who may do what. */
static bool lets_in(struct lw_view action)
{
    static const char *const ends[] = { "Policy", "Permission", "Grant" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(action, lw_view_c(ends[i])))
            return true;
    return false;
}

/* At load nobody asked for it; and what never called AWS has no reason to begin with letting
 * others in. */
static bool blocks(const struct lw_review_context *ctx, const struct lw_fact_change *change,
                   const size_t *calls_before)
{
    const struct lw_package_change *package = lw_package_of(ctx, change->package);
    if (lw_path_own(ctx, change->fact->location))
        return false;
    return lw_fact_at_import(change->fact) ||
           (package && package->from && lets_in(lw_fact_get(change->fact, LW_K_ACTION)) &&
            !calls_before[package->from - ctx->review->from->facts.packages.items + 1]);
}

/* All that there is of a kind is listed, and something is done with each of them. */
struct round {
    const char *service, *lists, *acts;
};

static const struct round rounds[] = {
    { "lambda", "listfunctions", "invoke" },
    { "lambda", "listfunctions", "update" },
    { "lambda", "listfunctions", "add" },
    { "lambda", "listfunctions", "delete" },
    { "lambda", "listfunctions", "getfunction" },
    { "secretsmanager", "listsecrets", "getsecretvalue" },
    { "ssm", "describeparameters", "getparameter" },
    { "ssm", "describeinstance", "sendcommand" },
    { "s3", "listbuckets", "getobject" },
    { "s3", "listbuckets", "putbucket" },
    { "s3", "listbuckets", "deleteobject" },
    { "iam", "list", "create" },
    { "iam", "list", "attach" },
    { "iam", "list", "put" },
    { "sqs", "listqueues", "receive" },
    { "sqs", "listqueues", "send" },
    { "sns", "listtopics", "publish" },
    { "sns", "listtopics", "subscribe" },
    { "dynamodb", "listtables", "scan" },
    { "dynamodb", "listtables", "delete" },
    { "kms", "listkeys", "creategrant" },
    { "logs", "describeloggroups", "put" },
};

static_assert(LW_COUNT(rounds) <= 64, "a set of them is 64 bits");

/* Which rounds a call begins (`lists`), or ends: 1 << index. */
static uint64_t rounds_of(const struct lw_fact *fact, bool lists)
{
    struct lw_view service = lw_fact_get(fact, LW_K_SERVICE),
                   action = lw_fact_get(fact, LW_K_ACTION);
    uint64_t out = 0;
    for (size_t i = 0; i < LW_COUNT(rounds); i++) {
        const struct call call = { rounds[i].service, lists ? rounds[i].lists : rounds[i].acts };
        if (is_any(&call, 1, service, action))
            out |= 1ull << i;
    }
    return out;
}

/* The calls of AWS: of the new side by their file, of the old one by whose they are. */
struct calls {
    struct lw_map begun;  /* rounds, of which a file makes the call that lists */
    struct lw_map before; /* what owner_key() gives */
};

/* A service as a package calls it, or what is no package's. */
static struct lw_view owner_key(struct lw_arena *arena, size_t owner, struct lw_view service)
{
    return lw_arena_printf(arena, "%zu %.*s", owner, LW_FMT(service));
}

static void fill_calls(struct calls *out, const struct lw_review_context *ctx)
{
    const struct lw_fact_list *now = &ctx->review->to->facts.facts;
    for (size_t i = 0; i < now->count; i++) {
        const struct lw_fact *fact = &now->items[i];
        const uint64_t begun = fact->kind == LW_F_AWS_CALL ? rounds_of(fact, true) : 0;
        if (begun)
            *lw_map_put(&out->begun, fact->location, NULL) |= begun;
    }
    for (struct lw_fact_walk walk = { 0 }; lw_fact_walk(&walk, ctx, false, LW_F_AWS_CALL);)
        (void)lw_map_put(&out->before,
                         owner_key(ctx->arena, walk.owner, lw_fact_get(walk.fact, LW_K_SERVICE)),
                         NULL);
}

/* The package, or what is no package's, called that service before. */
static bool called_service(const struct lw_review_context *ctx, const struct calls *calls,
                           const struct lw_package_change *package, struct lw_view service)
{
    if (package && !package->from)
        return false;
    const struct lw_package *items = ctx->review->from->facts.packages.items;
    const size_t owner = package ? (size_t)(package->from - items) + 1 : 0;
    return lw_map_get(&calls->before, owner_key(ctx->arena, owner, service));
}

/* By the same file. */
static bool goes_through(const struct calls *calls, const struct lw_fact *fact)
{
    const uint64_t *begun = lw_map_get(&calls->begun, fact->location);
    return begun && (*begun & rounds_of(fact, false));
}

/* An API that takes data is called at load, by code that also reads secrets. */
static void collects(const struct lw_review_context *ctx, struct lw_reason *reason,
                     const struct lw_fact *fact)
{
    const uint64_t secrets = LW_C_BIT(LW_C_CREDENTIALS) | LW_C_BIT(LW_C_ENV_ALL) |
                             LW_C_BIT(LW_C_METADATA);
    bool reads = lw_file_does(ctx, fact->location, secrets, false) != NULL;
    reason->level = reads ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
    reason->severity = reads ? LW_SEVERITY_CRITICAL : LW_SEVERITY_MEDIUM;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const size_t *calls_before = lw_fact_counts(ctx, LW_F_AWS_CALL, NULL);
    struct calls calls = { LW_MAP_INIT, LW_MAP_INIT };
    fill_calls(&calls, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_AWS_CALL)) {
        struct lw_view service = lw_fact_get(change->fact, LW_K_SERVICE),
                       action = lw_fact_get(change->fact, LW_K_ACTION);
        if (!change->new_to_package)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "The layer newly calls %.*s:%.*s", LW_FMT(service),
                        LW_FMT(action));
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (!lw_is_test(change->fact->location) && goes_through(&calls, change->fact) &&
            !called_service(ctx, &calls, package, service)) {
            lw_reason_title(ctx, reason, "The layer newly lists what there is, and calls %.*s:%.*s",
                            LW_FMT(service), LW_FMT(action));
            bool upgraded = package && package->from && !lw_loose(package);
            bool block = upgraded || blocks(ctx, change, calls_before);
            reason->level = block ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
            reason->severity = block ? LW_SEVERITY_CRITICAL : LW_SEVERITY_HIGH;
        } else if (reads_secret(service, action)) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
            if (lw_fact_at_import(change->fact))
                collects(ctx, reason, change->fact);
        } else if (gives_access(service, action) &&
                   (change->new_to_artifact || lw_loose(package))) {
            bool block = blocks(ctx, change, calls_before);
            reason->level = block ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
            reason->severity = block ? LW_SEVERITY_CRITICAL : LW_SEVERITY_HIGH;
        } else if (lw_fact_at_import(change->fact)) {
            collects(ctx, reason, change->fact);
        }
    }
    lw_map_clear(&calls.begun);
    lw_map_clear(&calls.before);
}

const struct lw_review_rule lw_review_rule_aws_call_added = {
    .id = "aws-call-added",
    .level = LW_LEVEL_NOTE,
    .severity = LW_SEVERITY_NONE,
    .title = "The layer newly calls an AWS API",
    .why = "It works only where the role of the function allows it, and it is done in the "
           "function's name. Calls that hand out access or read secrets are for a person, as is "
           "any call at "
           "load; whoever lists functions, secrets or queues and acts on each has all of the "
           "account's "
           "at once, which no library newly does; at load, with secrets at hand or for access, "
           "nobody has asked for it, and a package "
           "that never called AWS does not begin with letting others in.",
    .fix = "Compare with what the package is for, and with what the role allows.",
    .attack = "T1078.004",
    .check = check,
};
