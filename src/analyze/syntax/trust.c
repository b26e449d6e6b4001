/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/trust.c - commands and variables by which programs stop checking whom they talk to.
 */
#include "analyze/syntax/trust.h"

#include "analyze/syntax/budget.h"

enum {
    WORDS_MAX = 256,
    OPTION_BYTES = 64, /* of an option whose value is the next word */
    VALUE_BYTES = 11,  /* of that value: "/dev/null" and shorter ones */
};

/* Which tools understand it; `end`: "verify=false" behind anything, as "-c http.sslVerify=false". A
 * word and the next one are also read as "word=next". */
static const struct {
    const char *tools, *word;
    bool end;
} options[] = {
    { " curl ", "--insecure", false },
    { " curl ", "--proxy-insecure", false },
    { " curl ", "--doh-insecure", false },
    { " wget ", "--no-check-cert", false },
    { " aria2c ", "--check-certificate=false", false },
    { " http https xh ", "--verify=no", false },
    { " http https xh ", "--verify=false", false },
    { " git ", "sslverify=false", true },
    { " git ", "sslverify=0", true },
    { " git ", "sslverify=no", true },
    { " npm npx yarn pnpm bun ", "strict-ssl=false", true },
    { " npm npx yarn pnpm bun ", "strictssl=false", true },
    { " npm npx yarn pnpm bun ", "--no-strict-ssl", false },
    { " pip pip3 pipx uv ", "--trusted-host", false },
    { " pip pip3 pipx uv ", "--allow-insecure-host", false },
    { " pip pip3 pipx uv ", "--insecure-host", false },
    { " pip pip3 pipx uv ", "global.trusted-host", false },
    { " conda ", "ssl_verify=false", true },
    { " composer ", "disable-tls=true", true },
    { " ssh scp sftp rsync ", "stricthostkeychecking=no", true },
    { " ssh scp sftp rsync ", "stricthostkeychecking=off", true },
    { " ssh scp sftp rsync ", "userknownhostsfile=/dev/null", true },
    { " aws ", "--no-verify-ssl", false },
    { " apt apt-get ", "--allow-unauthenticated", false },
    { " apt apt-get ", "--allow-insecure-repositories", false },
    { " apt apt-get ", "verify-peer=false", true },
    { " yum dnf microdnf zypper ", "--nogpgcheck", false },
    { " yum dnf microdnf zypper ", "--no-gpg-check", false },
    { " yum dnf microdnf zypper ", "sslverify=0", true },
    { " yum dnf microdnf zypper ", "sslverify=false", true },
    { " apk ", "--allow-untrusted", false },
    { " helm kubectl docker oc ", "--insecure-skip-tls-verify", false },
};

struct words {
    struct lw_view items[WORDS_MAX];
    size_t count;
};

/* What a shell would make words of: $OPTIONS without quotes is more than one. */
static void add_words(struct words *out, const struct lw_args *args)
{
    for (size_t i = 0; i < args->count; i++) {
        struct lw_view word,
            text = args->items[i].kind == LW_V_TEXT ? args->items[i].text : LW_VIEW_NONE;
        bool many = lw_view_starts(text, LW_VIEW("-"));
        if (!text.len && out->count < WORDS_MAX)
            out->items[out->count++] = LW_VIEW("{}");
        while (out->count < WORDS_MAX && lw_view_split(&word, &text, many ? ' ' : 0))
            out->items[out->count++] = word;
    }
}

static bool fits(struct lw_view word, size_t option)
{
    struct lw_view wanted = lw_view_c(options[option].word);
    return options[option].end ? lw_view_ends_nocase(word, wanted)
                               : lw_view_starts_nocase(word, wanted);
}

/* -sfk, and not -ok, which names a file; `*skip`: the next word is such a value. */
static bool has_k(struct lw_view word, bool *skip)
{
    static const char valued[] = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";
    *skip = false;
    if (word.len < 2 || word.ptr[0] != '-' || word.ptr[1] == '-')
        return false;
    for (size_t i = 1; i < word.len; i++) {
        if (word.ptr[i] == 'k')
            return true;
        *skip = strchr(valued, word.ptr[i]) && i + 1 == word.len;
        if (strchr(valued, word.ptr[i]))
            return false;
    }
    return false;
}

static bool is_insecure(struct lw_eval *e, struct lw_view tool, const struct words *words)
{
    struct lw_view spaced = lw_arena_printf(&e->arena, " %.*s ", LW_FMT(tool));
    bool curl = lw_view_is(tool, "curl"), skip = false;
    for (size_t i = 0; curl && i < words->count; i++) {
        bool value = skip;
        skip = false;
        if (!value && has_k(words->items[i], &skip))
            return true;
    }
    for (size_t o = 0; o < LW_COUNT(options); o++) {
        if (lw_view_find(lw_view_c(options[o].tools), spaced) == LW_NOT_FOUND)
            continue;
        for (size_t i = 0; i < words->count; i++) {
            struct lw_view next = i + 1 < words->count ? words->items[i + 1] : LW_VIEW_NONE;
            if (fits(words->items[i], o) ||
                (options[o].end && next.len && next.len <= VALUE_BYTES &&
                 words->items[i].len < OPTION_BYTES &&
                 fits(
                     lw_arena_printf(&e->arena, "%.*s=%.*s", LW_FMT(words->items[i]), LW_FMT(next)),
                     o)))
                return true;
        }
    }
    return false;
}

void lw_trust_command(struct lw_eval *e, struct lw_view tool, const struct lw_args *args,
                      uint32_t node)
{
    struct words words = { .count = 0 };
    add_words(&words, args);
    if (words.count && is_insecure(e, tool, &words))
        lw_say(e, node, LW_C_TLS_OFF, tool, LW_VIEW_NONE, false);
}

void lw_trust_variable(struct lw_eval *e, struct lw_view variable, const struct lw_value *value,
                       uint32_t node)
{
    static const char *const checks[] = { "NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY",
                                          "NPM_CONFIG_STRICT_SSL", "npm_config_strict_ssl",
                                          "YARN_STRICT_SSL" };
    static const char *const trusts[] = { "GIT_SSL_NO_VERIFY", "PIP_TRUSTED_HOST",
                                          "UV_INSECURE_HOST",  "UV_NATIVE_TLS_INSECURE",
                                          "GOINSECURE",        "SSL_NO_VERIFY" };
    static const char *const no[] = { "0", "false", "False", "no" };
    struct lw_view text = LW_VIEW_NONE;
    bool check = LW_VIEW_IN(variable, checks), trust = LW_VIEW_IN(variable, trusts);
    if (!value || (!check && !trust))
        return;
    bool known = lw_value_as_text(&text, value, &e->arena);
    bool off = LW_VIEW_IN(text, no);
    if (!known || (check ? off : !off && text.len))
        lw_say(e, node, LW_C_TLS_OFF, variable, LW_VIEW_NONE, false);
}
