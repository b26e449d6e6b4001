/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/endpoint_added.c - a server that code newly names.
 */
#include "analyze/endpoint.h"
#include "review/hosts.h"
#include "review/rule.h"

static const uint64_t ways_out = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS) |
                                 LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_DECODE_RUN);

/* Newly in the same file: it learnt to talk, and to whom. */
static const uint64_t talking = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS);

/* "192.0.2.0/29" is a network that code knows of, not a server; "192.0.2.7/29" may be one's, with a
 * path. Of IPv6 the part behind "::" is the host's. */
static bool is_range(struct lw_view value)
{
    const size_t slash = lw_view_rfind_byte(value, '/');
    uint64_t bits;
    return lw_ipv4_is_range(value, 31) ||
           (slash != LW_NOT_FOUND && lw_view_ends(lw_view_sub(value, 0, slash), LW_VIEW("::")) &&
            lw_view_u64(&bits, lw_view_from(value, slash + 1), 127));
}

/* The file named such an address before, here or where it stood. */
static bool asked_before(const struct lw_review_context *ctx, struct lw_view location)
{
    const struct lw_file_change *file = lw_change_of(ctx, location);
    return file && file->from && lw_map_get(&ctx->places->metadata, file->from->path);
}

static bool is_sdk(struct lw_view path)
{
    static const char *const sdks[] = { "botocore/", "boto3/", "aws-sdk/", "@aws-sdk/",
                                        "@smithy/" };
    for (size_t i = 0; i < LW_COUNT(sdks); i++)
        if (lw_view_find(path, lw_view_c(sdks[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

/* The other partitions of AWS, which few have seen. */
static bool is_partition(struct lw_view host)
{
    static const char *const ends[] = { "ic.gov",
                                        "sgov.gov",
                                        "adc-e.uk",
                                        "aws.dev",
                                        "on.aws",
                                        "api.aws",
                                        "aws",
                                        "scloud",
                                        "amazonaws.com",
                                        "amazonaws.com.cn",
                                        "amazonaws.cn",
                                        "amazonaws.eu",
                                        "amazonaws-eusc.eu",
                                        "amazonaws-us-gov.com",
                                        "amazonwebservices.eu",
                                        "amazonwebservices.com",
                                        "amazonwebservices.com.cn" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(host, lw_view_c(ends[i])) &&
            (host.len == strlen(ends[i]) || host.ptr[host.len - strlen(ends[i]) - 1] == '.'))
            return true;
    return false;
}

/* It reads like one of AWS's: that of a partition to come, or of somebody who hopes so. */
static bool reads_like_aws(struct lw_view host)
{
    return lw_view_find(host, LW_VIEW("amazon")) != LW_NOT_FOUND ||
           lw_view_find(host, LW_VIEW("aws")) != LW_NOT_FOUND;
}

/* "2.5.4.3" is a number of a standard as often as an address, and "2001:db8::1" is what code that
 * reads addresses names: with a scheme, a port or brackets it is one that is asked. A colon of the
 * path is neither. */
static bool is_called(struct lw_view value)
{
    const struct lw_view named = lw_view_from(value, lw_view_starts(value, LW_VIEW("//")) ? 2 : 0);
    struct lw_view server = lw_view_sub(named, 0, lw_view_find_byte(named, '/'));
    server = lw_view_sub(server, 0, lw_view_find_byte(server, '?'));
    const size_t colon = lw_view_find_byte(server, ':');
    return colon != LW_NOT_FOUND &&
           (lw_view_starts(lw_view_from(named, colon), LW_VIEW("://")) || server.ptr[0] == '[' ||
            lw_view_find_byte(lw_view_from(server, colon + 1), ':') == LW_NOT_FOUND);
}

/* "203.0.113.7", written as one number, 3405803783 or 0xcb007107: nobody who reads it sees an
 * address. One of two or three numbers is a version, more likely. */
static bool is_disguised(const struct lw_fact *fact, struct lw_view host)
{
    uint32_t address;
    struct lw_view value = lw_fact_get(fact, LW_K_VALUE);
    size_t scheme = lw_view_find(value, LW_VIEW("://")), end = 0;
    struct lw_view number = lw_view_from(value, scheme == LW_NOT_FOUND ? value.len : scheme + 3);
    while (end < number.len && lw_is_alnum(number.ptr[end]))
        end++;
    return end >= 8 && (end == number.len || number.ptr[end] != '.') &&
           lw_ipv4_parse(&address, host) && !lw_ipv4_is_local(address);
}

/* An SDK of AWS: its tables of addresses are told from descriptions of services. */
static bool is_foreign_entry(struct lw_view path, struct lw_view host)
{
    return is_sdk(path) && lw_endpoint_table(path) && !is_partition(host);
}

/* Data names another server than it did: for those who read it, that is a setting. */
static void in_data(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                    const struct lw_fact_change *change, struct lw_view host)
{
    struct lw_view path = change->fact->location;
    const struct lw_file_change *file = lw_change_of(ctx, path);
    bool sdk = is_sdk(path), table = is_foreign_entry(path, host);
    bool own = file && file->from && !sdk && lw_loose(lw_package_of(ctx, change->package)) &&
               lw_fact_is(change->fact, LW_K_TYPE, "data") && change->new_to_artifact;
    if ((!table && !own) || lw_test_apart(ctx, change) || lw_path_own(ctx, path))
        return;
    struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
    lw_reason_title(ctx, reason, "%s newly names the server %.*s",
                    table ? "A table of AWS's servers" : "Data", LW_FMT(host));
    bool foreign = table && !reads_like_aws(host);
    reason->level = foreign ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
    reason->severity = foreign ? LW_SEVERITY_CRITICAL : LW_SEVERITY_MEDIUM;
}

/* Where people are sent: "https://acme.example/docs/errors.html", by the path alone, or by a
 * host that is called so. */
static bool is_for_people(struct lw_view url)
{
    static const char *const parts[] = { "/docs",   "/doc/",  "/wiki",  "/help",  "/issues",
                                         "/blog",   "schema", "/guide", "/learn", "/ns/",
                                         "/manual", "/faq",   "/spec",  "/pull/", "/license" };
    static const char *const ends[] = { ".html", ".htm", ".md",  ".pdf", ".txt",
                                        ".xsd",  ".dtd", ".svg", ".png", ".css" };
    static const char *const hosts[] = { "docs.", "doc.",     "developer.", "developers.",
                                         "help.", "learn.",   "wiki.",      "support.",
                                         "blog.", "schemas.", "schema." };
    if (lw_view_find_byte(url, '<') != LW_NOT_FOUND) /* "https://<region>.acme.example" */
        return true;
    struct lw_view host = lw_host_of(url);
    size_t scheme = lw_view_find(url, LW_VIEW("://"));
    struct lw_view path = lw_view_from(url, scheme == LW_NOT_FOUND ? 0 : scheme + 3);
    path = lw_view_sub(path, 0, lw_view_find_byte(path, '?'));
    path = lw_view_sub(path, 0, lw_view_find_byte(path, '#'));
    path = lw_view_from(path, lw_view_find_byte(path, '/'));
    for (size_t i = 0; i < LW_COUNT(parts); i++)
        if (lw_view_find(path, lw_view_c(parts[i])) != LW_NOT_FOUND)
            return true;
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(path, lw_view_c(ends[i])))
            return true;
    for (size_t i = 0; i < LW_COUNT(hosts); i++)
        if (lw_view_starts(host, lw_view_c(hosts[i])))
            return true;
    return false;
}

/* What strangers are told by: whom the layer named before, and which packages talk. */
struct strangers {
    struct lw_map domains;
    bool *talks; /* by package, from 1 */
};

static void fill(struct strangers *out, const struct lw_review_context *ctx)
{
    out->talks = lw_arena_array(ctx->arena, ctx->review->to->facts.packages.count + 1,
                                sizeof *out->talks);
    lw_domains_before(&out->domains, ctx);
    for (struct lw_fact_walk at = { 0 }; lw_fact_walk(&at, ctx, true, LW_F_AWS_CALL);)
        out->talks[at.owner] = true;
    for (struct lw_fact_walk at = { 0 }; lw_fact_walk(&at, ctx, true, LW_F_CAPABILITY);) {
        const enum lw_capability capability = lw_fact_capability(at.fact);
        if (capability < LW_C_COUNT && (talking & LW_C_BIT(capability)))
            out->talks[at.owner] = true;
    }
}

/* With a scheme or a port, or below a domain as most are: "random.int" may be anything. One that
 * is itself all of a domain is a server where what it is of talks. */
static bool is_server(struct lw_view text, bool talks)
{
    static const char *const ends[] = { ".com", ".net", ".org", ".io", ".dev", ".cloud" };
    if (is_called(text))
        return true;
    if (!talks && lw_view_find_byte(text, '%') != LW_NOT_FOUND) /* "%s.acme.net" of a formatter */
        return false;
    const struct lw_view rest = talks ? text : lw_view_from(text, lw_view_find_byte(text, '.') + 1);
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(rest, lw_view_c(ends[i])))
            return true;
    return lw_host_is_address(text) && (talks || lw_view_find_byte(text, ':') == LW_NOT_FOUND);
}

/* A value of code, or what code puts together, that names somebody whom the layer never named. */
static bool is_stranger(const struct lw_review_context *ctx, const struct strangers *strangers,
                        const struct lw_fact_change *change, struct lw_view host)
{
    const struct lw_fact *fact = change->fact;
    struct lw_view path = fact->location, text = lw_fact_get(fact, LW_K_VALUE);
    const bool made = lw_fact_is(fact, LW_K_TYPE, "code") && lw_fact_get(fact, LW_K_EVIDENCE).len;
    if (!change->new_to_artifact || (!made && !lw_fact_is(fact, LW_K_TYPE, "value")) ||
        lw_fact_is(fact, LW_K_CLASS, "code-host") || lw_test_apart(ctx, change) ||
        lw_path_own(ctx, path) || lw_map_get(&strangers->domains, lw_host_domain(host)) ||
        is_for_people(text))
        return false;
    const size_t owner = lw_owner_of(&ctx->delta->to, path);
    return is_server(text, strangers->talks[owner] || is_sdk(path));
}

/* A network is no server, where code compares with it. What asks servers may cut its end off. */
static void in_network(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                       const struct lw_fact_change *change)
{
    const struct lw_fact *fact = change->fact;
    if (!change->new_to_artifact || !lw_fact_is(fact, LW_K_TYPE, "value") ||
        lw_host_known(ctx, lw_fact_get(fact, LW_K_NAME)) || lw_test_idle(ctx, change) ||
        lw_path_own(ctx, fact->location) || !lw_file_does(ctx, fact->location, talking, true))
        return;
    struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
    lw_reason_title(ctx, reason, "Code that asks servers newly names the network %.*s",
                    LW_FMT(lw_fact_get(fact, LW_K_VALUE)));
    reason->level = LW_LEVEL_REVIEW;
    reason->severity = LW_SEVERITY_MEDIUM;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct strangers strangers = { LW_MAP_INIT, NULL };
    fill(&strangers, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_ENDPOINT)) {
        const struct lw_fact *fact = change->fact;
        struct lw_view host = lw_fact_get(fact, LW_K_NAME), kind = lw_fact_get(fact, LW_K_CLASS);
        if (!host.len)
            host = lw_host_of(lw_fact_get(fact, LW_K_VALUE));
        if (lw_view_is(kind, "network"))
            in_network(rule, ctx, change);
        bool metadata = lw_view_is(kind, "cloud-metadata"), drop = lw_view_is(kind, "drop");
        bool other = lw_view_is(kind, "other") || lw_view_is(kind, "aws-hosted") ||
                     lw_view_is(kind, "code-host") || metadata || drop;
        if (!other || !change->new_to_package || lw_host_known(ctx, host))
            continue;
        bool receives = drop || lw_host_receives(host);
        const bool idle = lw_test_idle(ctx, change);
        bool bare = lw_host_is_address(host) && !is_range(lw_fact_get(fact, LW_K_VALUE)) && !idle;
        bool talks = lw_file_does(ctx, fact->location, ways_out, true) != NULL;
        if (!receives && (!lw_endpoint_in_code(fact) || is_foreign_entry(fact->location, host))) {
            in_data(rule, ctx, change, host);
            continue;
        }
        /* Another address of what the file asked for before, as an SDK does, is no news. */
        bool known = metadata && asked_before(ctx, fact->location);
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "Code newly names the server %.*s", LW_FMT(host));
        if (known)
            continue;
        if (is_disguised(fact, host) && !lw_test_apart(ctx, change)) {
            lw_reason_title(ctx, reason, "Code newly names the server %.*s, written as one number",
                            LW_FMT(host));
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
        } else if (receives || (metadata && !idle) || (bare && talks)) {
            const struct lw_package_change *package = lw_package_of(ctx, change->package);
            bool started = package && !lw_loose(package) && lw_is_program(ctx, fact->location);
            bool sends = talks && !metadata && !(started && bare);
            reason->level = sends ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
            reason->severity = sends ? LW_SEVERITY_CRITICAL : LW_SEVERITY_MEDIUM;
        } else if (idle) {
            continue;
        } else if (change->new_to_artifact && !lw_path_own(ctx, fact->location) &&
                   ((bare && is_called(lw_fact_get(fact, LW_K_VALUE))) ||
                    (talks && !change->package) ||
                    lw_file_does(ctx, fact->location, talking, false))) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        } else if (is_stranger(ctx, &strangers, change, host)) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
    }
    lw_map_clear(&strangers.domains);
}

const struct lw_review_rule lw_review_rule_endpoint_added = {
    .id = "endpoint-added",
    .level = LW_LEVEL_NOTE,
    .severity = LW_SEVERITY_NONE,
    .title = "Code newly names a server",
    .why = "Documentation and comments name servers too, so the name alone is no power. A "
           "bare public address, or a service where anyone can receive data without a name "
           "of his own, in a file that talks or starts programs, is where stolen data "
           "goes. A file that newly talks, and newly names what the layer never named, is for "
           "a person, and so is a bare address in any code, data of one's own that names "
           "another server, and a value of code, or what code puts together, that is a server of "
           "somebody whom the layer never named, and no page for people. A table from which an SDK "
           "makes up AWS's addresses "
           "names AWS alone.",
    .fix = "Find out who runs the server. What is known to be right: review.hosts.",
    .attack = "T1567",
    .check = check,
};
