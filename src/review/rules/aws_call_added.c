/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/aws_call_added.c - calls of AWS that the layer newly makes.
 */
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

/* The package, or what is no package's, called that service before. */
static bool called_service(const struct lw_review_context *ctx,
                           const struct lw_package_change *package, struct lw_view service)
{
    const struct lw_facts *facts = &ctx->review->from->facts;
    const bool is_new = package && !package->from;
    for (size_t i = 0; !is_new && i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        if (fact->kind != LW_F_AWS_CALL || !lw_view_eq(lw_fact_get(fact, LW_K_SERVICE), service))
            continue;
        size_t owner = lw_owner_of(&ctx->delta->from, fact->location);
        const struct lw_package *whose = owner ? &facts->packages.items[owner - 1] : NULL;
        if (whose == (package ? package->from : NULL))
            return true;
    }
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

/* The calls of AWS of the new side by their file. */
struct places {
    struct lw_map first; /* index + 1 */
    size_t *next;        /* of the same file: index + 1; 0: none */
};

static void fill_places(struct places *out, const struct lw_review_context *ctx)
{
    const struct lw_fact_list *all = &ctx->review->to->facts.facts;
    out->next = lw_arena_array(ctx->arena, all->count, sizeof *out->next);
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].kind != LW_F_AWS_CALL)
            continue;
        uint64_t *at = lw_map_put(&out->first, all->items[i].location, NULL);
        out->next[i] = (size_t)*at;
        *at = i + 1;
    }
}

static size_t first_of(const struct places *places, struct lw_view location)
{
    const uint64_t *at = lw_map_get(&places->first, location);
    return at ? (size_t)*at : 0;
}

/* All that there is of a kind is listed, and something is done with it: by the same file. */
static bool goes_through(const struct lw_review_context *ctx, const struct places *places,
                         const struct lw_fact *fact)
{
    static const struct {
        const char *service, *lists, *acts;
    } walks[] = {
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
    const struct lw_fact_list *all = &ctx->review->to->facts.facts;
    struct lw_view service = lw_fact_get(fact, LW_K_SERVICE),
                   action = lw_fact_get(fact, LW_K_ACTION);
    for (size_t w = 0; w < LW_COUNT(walks); w++) {
        const struct call acts = { walks[w].service, walks[w].acts },
                          lists = { walks[w].service, walks[w].lists };
        if (!is_any(&acts, 1, service, action))
            continue;
        for (size_t i = first_of(places, fact->location); i; i = places->next[i - 1])
            if (is_any(&lists, 1, lw_fact_get(&all->items[i - 1], LW_K_SERVICE),
                       lw_fact_get(&all->items[i - 1], LW_K_ACTION)))
                return true;
    }
    return false;
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
    const size_t *calls_before = lw_fact_counts(ctx, false, LW_F_AWS_CALL, NULL);
    struct places places = { .first = LW_MAP_INIT };
    fill_places(&places, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_AWS_CALL)) {
        struct lw_view service = lw_fact_get(change->fact, LW_K_SERVICE),
                       action = lw_fact_get(change->fact, LW_K_ACTION);
        if (!change->new_to_package)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "The layer newly calls %.*s:%.*s", LW_FMT(service),
                        LW_FMT(action));
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (!lw_is_test(change->fact->location) && goes_through(ctx, &places, change->fact) &&
            !called_service(ctx, package, service)) {
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
    lw_map_clear(&places.first);
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
