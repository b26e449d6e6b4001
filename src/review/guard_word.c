/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_word.c - words that say by themselves that something is let off, and addresses whose
 * encryption is gone: how often both versions of a file have them.
 */
#include "base/map.h"
#include "review/guards.h"

/* More of them is less of a guard. */
static const char *const open_words[] = {
    "CERT_NONE",
    "VERIFY_NONE",
    "_create_unverified_context",
    "UnsafeLoader",
    "unsafe_load",
    "unsafe_load_all",
    "PROTOCOL_SSLv2",
    "PROTOCOL_SSLv3",
    "PROTOCOL_TLSv1",
    "PROTOCOL_TLSv1_1",
    "disable_warnings",
    "MissingHostKeyPolicy",
    "AutoAddPolicy",
    "WarningPolicy",
    "VERIFY_ALLOW_PROXY_CERTS",
    "INSECURE_PROTOCOL",
    "OP_LEGACY_SERVER_CONNECT",
    "OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION",
    "SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION",
    "SSL_OP_LEGACY_SERVER_CONNECT",
};
/* Fewer of them is. */
static const char *const safe_words[] = {
    "OP_NO_SSLv2",        "OP_NO_SSLv3",     "OP_NO_TLSv1",           "OP_NO_TLSv1_1",
    "SSL_OP_NO_SSLv2",    "SSL_OP_NO_SSLv3", "SSL_OP_NO_TLSv1",       "SSL_OP_NO_TLSv1_1",
    "VERIFY_X509_STRICT", "verify_flags",    "VERIFY_CRL_CHECK_LEAF",
};

/* if mode == CERT_NONE: it is asked for, or imported, and not set. */
static bool is_asked(const struct lw_statements *all, const struct lw_statement *s, size_t at)
{
    static const char *const asking[] = { "==", "!=", "===", "!==", "is", "not", "in", "import" };
    const struct lw_token *tokens = all->tokens.items;
    size_t before = at;
    while (before >= s->first + 2 && lw_token_is(&tokens[before - 1], "."))
        before -= 2;
    if (lw_token_is(&tokens[s->first], "import") || lw_token_is(&tokens[s->first], "from"))
        return true;
    if (before > s->first && LW_VIEW_IN(tokens[before - 1].text, asking))
        return true;
    return at + 1 < s->first + s->count && LW_VIEW_IN(tokens[at + 1].text, asking);
}

struct uses {
    unsigned count[2]; /* old, new */
    uint32_t line;
    size_t statement;
};

static void count_words(struct uses *uses, const struct lw_statements *all, unsigned side,
                        const char *const *words, size_t count)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct lw_statement *s = &all->items[i];
        for (size_t k = s->first; k < s->first + s->count; k++) {
            const struct lw_token *t = &all->tokens.items[k];
            for (size_t w = 0; w < count; w++) {
                bool told = t->kind == LW_TOKEN_WORD || t->kind == LW_TOKEN_TEXT;
                if (!told || !lw_view_is(t->text, words[w]) || is_asked(all, s, k))
                    continue;
                uses[w].count[side]++;
                uses[w].line = t->line;
                uses[w].statement = i;
            }
        }
    }
}

static void tell(struct lw_guard_pair *pair, const struct uses *uses, const char *word, bool now)
{
    const struct lw_statements *all = now ? &pair->to : &pair->from;
    struct lw_guard *guard = lw_guard_add(pair, LW_GUARD_WORD, now ? uses->line : 0,
                                          lw_view_c(word));
    if (!guard)
        return;
    *(now ? &guard->is : &guard->was) = lw_guard_shown(pair->arena, all, uses->statement, 1);
}

void lw_guard_words(struct lw_guard_pair *pair)
{
    struct uses open[LW_COUNT(open_words)] = { 0 }, safe[LW_COUNT(safe_words)] = { 0 };
    count_words(open, &pair->from, 0, open_words, LW_COUNT(open_words));
    count_words(open, &pair->to, 1, open_words, LW_COUNT(open_words));
    count_words(safe, &pair->to, 1, safe_words, LW_COUNT(safe_words));
    count_words(safe, &pair->from, 0, safe_words, LW_COUNT(safe_words));
    for (size_t w = 0; w < LW_COUNT(open_words); w++)
        if (open[w].count[1] > open[w].count[0])
            tell(pair, &open[w], open_words[w], true);
    for (size_t w = 0; w < LW_COUNT(safe_words); w++)
        if (safe[w].count[1] < safe[w].count[0])
            tell(pair, &safe[w], safe_words[w], false);
}

static bool is_host_byte(uint8_t c)
{
    return lw_is_alnum(c) || c == '.' || c == '-' || c == ':';
}

/* The next "http://host" from `*at` on; `*at` is behind it then. */
static bool next_plain(struct lw_view *host, struct lw_view source, struct lw_view scheme,
                       size_t *at)
{
    while (*at < source.len) {
        size_t found = lw_view_find(lw_view_from(source, *at), scheme);
        if (found == LW_NOT_FOUND)
            return false;
        size_t start = *at + found + scheme.len, end = start;
        while (end < source.len && is_host_byte(source.ptr[end]))
            end++;
        *at = end > start ? end : start;
        *host = lw_view_sub(source, start, end - start);
        if (lw_view_find_byte(*host, '.') != LW_NOT_FOUND)
            return true;
    }
    return false;
}

/* Of each host how often, in both versions, with and without encryption. */
struct schemes {
    unsigned plain[2], sealed[2];
    uint32_t line;
    struct lw_view host;
};

void lw_guard_schemes(struct lw_guard_pair *pair, struct lw_view from, struct lw_view to)
{
    const struct lw_view plain = LW_VIEW("http://"), sealed = LW_VIEW("https://");
    struct {
        struct schemes *items;
        size_t count, capacity;
    } seen = { 0 };
    struct lw_map index = LW_MAP_INIT;
    struct lw_view host;
    for (unsigned pass = 0; pass < 4; pass++) {
        struct lw_view source = pass & 1 ? to : from;
        for (size_t at = 0, line = 1, told = 0;
             next_plain(&host, source, pass & 2 ? sealed : plain, &at);) {
            bool made;
            uint64_t *slot = lw_map_put(&index, host, &made);
            if (made) {
                *slot = seen.count;
                *LW_PUSH(pair->work, &seen) = (struct schemes){ .host = host };
            }
            struct schemes *s = &seen.items[*slot];
            for (; pass == 1 && told < at; told++)
                line += source.ptr[told] == '\n';
            s->line = pass == 1 ? (uint32_t)line : s->line;
            ++*(pass & 2 ? &s->sealed[pass & 1] : &s->plain[pass & 1]);
        }
    }
    for (size_t i = 0; i < seen.count; i++) {
        const struct schemes *s = &seen.items[i];
        if (s->plain[1] <= s->plain[0] || s->sealed[1] >= s->sealed[0])
            continue;
        struct lw_guard *guard = lw_guard_add(pair, LW_GUARD_PLAIN, s->line, s->host);
        if (guard) {
            guard->was = LW_VIEW("https");
            guard->is = LW_VIEW("http");
        }
    }
    lw_map_clear(&index);
}
