/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/endpoint_class.c - whose a host is.
 */
#include "analyze/endpoint.h"

#include <pthread.h>

static const struct row {
    enum lw_endpoint_class class;
    const char *host;
    size_t len;
} rows[] = {
#define LW_ENDPOINT(class, host) { LW_EP_##class, host, sizeof(host) - 1 },
#include "analyze/endpoint.def"
#undef LW_ENDPOINT
};

/* Of the host's part of a row: its length and its last eight bytes; rows by the host's last
 * byte. */
static size_t host_len[LW_COUNT(rows)];
static struct {
    uint64_t bytes, mask;
} tails[LW_COUNT(rows)];
static uint16_t first[256], next[LW_COUNT(rows)]; /* index + 1 */
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* The last eight bytes, the last one lowest. */
static uint64_t tail_of(struct lw_view host, uint64_t *mask)
{
    uint64_t tail = 0;
    *mask = 0;
    for (size_t i = 0; i < sizeof tail && i < host.len; i++) {
        tail |= (uint64_t)host.ptr[host.len - 1 - i] << (8 * i);
        *mask |= UINT64_C(0xff) << (8 * i);
    }
    return tail;
}

static void fill(void)
{
    for (size_t i = LW_COUNT(rows); i-- > 0;) {
        struct lw_view row = lw_view(rows[i].host, rows[i].len);
        host_len[i] = lw_view_sub(row, 0, lw_view_find_byte(row, '/')).len;
        tails[i].bytes = tail_of(lw_view_sub(row, 0, host_len[i]), &tails[i].mask);
        uint16_t *at = &first[row.ptr[host_len[i] - 1]];
        next[i] = *at;
        *at = (uint16_t)(i + 1);
    }
}

const char *lw_endpoint_class_name(enum lw_endpoint_class class)
{
    static const char *const names[] = {
        [LW_EP_OTHER] = "other",
        [LW_EP_AWS] = "aws",
        [LW_EP_AWS_HOSTED] = "aws-hosted",
        [LW_EP_REGISTRY] = "package-registry",
        [LW_EP_DOCUMENTATION] = "documentation",
        [LW_EP_METADATA] = "cloud-metadata",
        [LW_EP_CODE] = "code-host",
        [LW_EP_DROP] = "drop",
        [LW_EP_LOCAL] = "local",
        [LW_EP_NETWORK] = "network",
    };
    return class < LW_EP_CLASSES ? names[class] : "other";
}

/* The host is the row's or below it; a row's path must be how the URL goes on. */
static bool fits(const struct row *row, struct lw_view host, struct lw_view behind)
{
    struct lw_view wanted = lw_view(row->host, host_len[row - rows]);
    if (!lw_view_ends(host, wanted))
        return false;
    return (host.len == wanted.len || host.ptr[host.len - wanted.len - 1] == '.') &&
           (wanted.len == row->len ||
            lw_view_starts(behind, lw_view(row->host + wanted.len, row->len - wanted.len)));
}

/* Names below amazonaws.com that its customers choose: a bucket, an API, a load balancer. */
static bool is_customers(struct lw_view host)
{
    static const char *const parts[] = { ".execute-api.", ".elb.",        ".compute.",
                                         ".s3.",          ".s3-",         ".rds.",
                                         ".es.",          ".cache.",      ".redshift.",
                                         ".s3-website",   ".lambda-url.", ".compute-1.",
                                         ".awsapps.",     ".iot." };
    for (size_t i = 0; i < LW_COUNT(parts); i++) {
        size_t at = lw_view_find(host, lw_view_c(parts[i]));
        if (at != LW_NOT_FOUND && at > 0 && host.ptr[0] != '*')
            return true;
    }
    return false;
}

bool lw_ipv4_is_local(uint32_t address)
{
    uint32_t a = address;
    return a >> 24 == 127 || a >> 24 == 10 || a >> 24 == 0 || a >> 20 == 0xac1 ||
           a >> 16 == 0xc0a8 || a >> 16 == 0xa9fe || a >> 22 == 0x191 || a >> 28 >= 0xe ||
           a >> 17 == 0x6309;
}

bool lw_ipv4_is_range(struct lw_view text, unsigned most_bits)
{
    const size_t slash = lw_view_find_byte(text, '/');
    uint64_t bits;
    uint32_t address;
    return slash != LW_NOT_FOUND && most_bits < 32 &&
           lw_view_u64(&bits, lw_view_from(text, slash + 1), most_bits) &&
           lw_ipv4_parse(&address, lw_view_sub(text, 0, slash)) && !(address & UINT32_MAX >> bits);
}

/* With IPv6: RFC 4193, 4291. */
static bool is_local(const struct lw_endpoint *e)
{
    uint32_t a;
    if (strcmp(e->host, "::1") == 0 || strcmp(e->host, "::") == 0 ||
        strncmp(e->host, "fe80:", 5) == 0 || strncmp(e->host, "fd", 2) == 0)
        return strchr(e->host, ':') != NULL;
    if (strchr(e->host, ':') || !lw_ipv4_parse(&a, lw_view_c(e->host)) || e->host[0] > '9')
        return false;
    return lw_ipv4_is_local(a);
}

enum lw_endpoint_class lw_endpoint_classify(const struct lw_endpoint *endpoint)
{
    struct lw_view host = lw_view_c(endpoint->host);
    const struct row *best = NULL;
    struct lw_view behind = endpoint->behind;
    if (behind.len && behind.ptr[0] == ':') { /* behind the port */
        size_t slash = lw_view_find_byte(behind, '/');
        behind = slash == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(behind, slash);
    }
    pthread_once(&once, fill);
    uint64_t ignored, tail = tail_of(host, &ignored);
    for (size_t i = host.len ? first[host.ptr[host.len - 1]] : 0; i; i = next[i - 1])
        if ((tail & tails[i - 1].mask) == tails[i - 1].bytes && fits(&rows[i - 1], host, behind) &&
            (!best || rows[i - 1].len > best->len))
            best = &rows[i - 1];
    if (best && best->class == LW_EP_AWS && is_customers(host))
        return LW_EP_AWS_HOSTED;
    if (best)
        return best->class;
    if (is_local(endpoint))
        return LW_EP_LOCAL;
    return endpoint->network ? LW_EP_NETWORK : LW_EP_OTHER;
}

bool lw_endpoint_table(struct lw_view path)
{
    static const char *const words[] = { "endpoint", "partition", "ruleset", "region_config" };
    struct lw_view base = lw_path_base(path);
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_find(base, lw_view_c(words[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

bool lw_endpoint_is_reserved(const struct lw_endpoint *endpoint)
{
    static const char *const names[] = { "example.com", "example.net", "example.org",
                                         "example",     "invalid",     "test" };
    struct lw_view host = lw_view_c(endpoint->host);
    uint32_t a;
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        struct lw_view name = lw_view_c(names[i]);
        if (lw_view_ends(host, name) &&
            (host.len == name.len || host.ptr[host.len - name.len - 1] == '.'))
            return true;
    }
    if (strncmp(endpoint->host, "2001:db8:", 9) == 0)
        return true;
    return lw_is_digit(host.len ? host.ptr[0] : 0) && lw_ipv4_parse(&a, host) &&
           (a >> 8 == 0xc00002 || a >> 8 == 0xc63364 || a >> 8 == 0xcb0071);
}
