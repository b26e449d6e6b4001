/* SPDX-License-Identifier: Apache-2.0
 *
 * review/fact_identity.c - what makes a fact the same as another one.
 */
#include "review/fact_identity.h"

#include "analyze/syntax/variable.h"
#include "review/rule.h"

enum { SAID_MOST = 5 };

/* What makes a fact the same as another of its kind. Kinds that are not here describe what the
 * lists of files and packages say already. */
static const struct {
    enum lw_fact_kind kind;
    bool place; /* two places are two facts, even within one file's history */
    enum lw_fact_key keys[SAID_MOST];
    size_t count;
} identities[] = {
    { LW_F_ANOMALY, false, { LW_K_KIND }, 1 },
    { LW_F_EXTENSION, false, { LW_K_NAME, LW_K_TYPE }, 2 },
    { LW_F_WRAPPER, false, { LW_K_NAME }, 1 },
    { LW_F_BOOTSTRAP, false, { LW_K_NAME }, 1 },
    { LW_F_SEARCH_PATH, true, { LW_K_NAME, LW_K_RUNTIME }, 2 },
    { LW_F_PRIVATE_KEY, false, { LW_K_KIND }, 1 },
    { LW_F_MINER, false, { LW_K_NAME, LW_K_KIND }, 2 },
    { LW_F_MODE, false, { LW_K_KIND, LW_K_MODE }, 2 },
    { LW_F_SHADOW, false, { LW_K_KIND, LW_K_NAME }, 2 },
    { LW_F_RUNTIME, false, { LW_K_NAME, LW_K_VERSION }, 2 },
    { LW_F_UNOPENED, false, { LW_K_KIND }, 1 },
    { LW_F_CAPABILITY, false, { LW_K_CAPABILITY, LW_K_PHASE }, 2 },
    { LW_F_AWS_CALL, false, { LW_K_SERVICE, LW_K_ACTION }, 2 },
    { LW_F_FLOW, false, { LW_K_SOURCE, LW_K_SINK }, 2 },
    { LW_F_ENDPOINT, false, { LW_K_CLASS, LW_K_NAME }, 2 },
    { LW_F_SECRET, false, { LW_K_KIND, LW_K_NAME, LW_K_VALUE, LW_K_SHA256 }, 4 },
    { LW_F_OBFUSCATION, false, { LW_K_KIND }, 1 },
    { LW_F_INTEGRITY, false, { LW_K_KIND }, 1 },
    { LW_F_STARTUP, false, { LW_K_KIND, LW_K_NAME }, 2 },
    { LW_F_LOOKALIKE_NAME, false, { LW_K_NAME, LW_K_TARGET }, 2 },
    { LW_F_NATIVE_IMPORT, false, { LW_K_CAPABILITY, LW_K_NAME }, 2 },
    { LW_F_DISGUISE, false, { LW_K_KIND }, 1 },
    { LW_F_MANIFEST, false, { LW_K_TYPE, LW_K_NAME, LW_K_TARGET }, 3 },
    { LW_F_YARA, false, { LW_K_NAME, LW_K_SOURCE }, 2 },
    { LW_F_AUTHORITY, false, { LW_K_SHA256 }, 1 },
    { LW_F_SAFEGUARD, false, { LW_K_KIND, LW_K_VALUE }, 2 },
    { LW_F_DESTINATION, false, { LW_K_KIND, LW_K_VALUE }, 2 },
};

/* "PYTHONPATH=/tmp/site:/opt/python": what is found first there, anybody who ran before can have
 * written. */
static bool leads_to_writable(struct lw_view value)
{
    static const char *const folders[] = { "/tmp", "/var/tmp", "/dev/shm" };
    for (size_t i = 0; i < LW_COUNT(folders); i++)
        if (lw_view_find(value, lw_view_c(folders[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

/* Of these it matters which one it is: that an SDK puts hooks into itself, or sets one variable,
 * says nothing of another. An entry of a configuration is its key and its value. */
static void add_name(struct lw_buf *buf, const struct lw_fact *fact)
{
    const uint64_t each = LW_C_BIT(LW_C_AWS_ELSEWHERE) | LW_C_BIT(LW_C_WEAKENED) |
                          LW_C_BIT(LW_C_REDIRECT) | LW_C_BIT(LW_C_CREDENTIALS) |
                          LW_C_BIT(LW_C_DATA_NAMES) | LW_C_BIT(LW_C_HIDDEN_NAME) |
                          LW_C_BIT(LW_C_DATED) | LW_C_BIT(LW_C_PATCH);
    const bool set = lw_fact_is(fact, LW_K_LANGUAGE, LW_SETTINGS);
    enum lw_capability capability = lw_fact_capability(fact);
    struct lw_view name = lw_fact_get(fact, LW_K_NAME);
    const bool raw = capability == LW_C_NETWORK && lw_view_starts(name, LW_VIEW("/dev/"));
    const bool lambda = capability == LW_C_ENV_READ &&
                        lw_variable_of_lambda(lw_fact_get(fact, LW_K_VALUE));
    if (!set && !raw && !lambda && (capability >= LW_C_COUNT || !(each & LW_C_BIT(capability))))
        return;
    lw_buf_add_byte(buf, '\n');
    lw_buf_add(buf, name);
    lw_buf_add_byte(buf, '\n');
    if (capability == LW_C_REDIRECT && leads_to_writable(lw_fact_get(fact, LW_K_VALUE)))
        lw_buf_add(buf, LW_VIEW("/tmp"));
    if (set || raw || lambda || capability == LW_C_AWS_ELSEWHERE ||
        capability == LW_C_HIDDEN_NAME || capability == LW_C_DATED)
        lw_buf_add(buf, lw_fact_get(fact, LW_K_VALUE));
}

/* What deletes all that a function can write to does another thing than what deletes a file, or
 * where a variable is empty ("rm {}"); and what is made a program in /tmp is not yet run. */
static void add_tree(struct lw_buf *buf, const struct lw_fact *fact)
{
    struct lw_view path = lw_fact_get(fact, LW_K_VALUE), name = lw_fact_get(fact, LW_K_NAME);
    const bool made = lw_fact_capability(fact) == LW_C_TMP_RUN &&
                      (lw_view_is(name, "chmod") || lw_view_is(name, "install"));
    if (made || lw_view_ends(name, LW_VIEW(" {}")))
        lw_buf_add(buf, LW_VIEW("\n?"));
    if (lw_fact_capability(fact) != LW_C_FILE_DELETE || !lw_is_tree(path))
        return;
    lw_buf_add_byte(buf, '\n');
    lw_buf_add(buf, path);
}

/* What is logged for who looks for a fault is not yet printed: the same secret in another call; and
 * what one server is told is not for another. */
static void add_logger(struct lw_buf *buf, const struct lw_fact *fact)
{
    struct lw_view name = lw_fact_get(fact, LW_K_NAME);
    const bool named = lw_fact_is(fact, LW_K_SINK, "stranger");
    if (fact->kind != LW_F_FLOW || !(named || lw_fact_is(fact, LW_K_SINK, "log")))
        return;
    lw_buf_add_byte(buf, '\n');
    if (named) {
        lw_buf_add(buf, name);
        return;
    }
    lw_buf_add(buf, lw_view_from(name, lw_view_rfind_byte(name, '.') + 1));
}

struct lw_view lw_fact_identity_as(struct lw_buf *buf, const struct lw_fact *fact,
                                   struct lw_view phase)
{
    buf->len = 0;
    for (size_t i = 0; i < LW_COUNT(identities); i++) {
        if (identities[i].kind != fact->kind)
            continue;
        lw_buf_add_c(buf, lw_fact_kind_name(fact->kind));
        for (size_t k = 0; k < identities[i].count; k++) {
            lw_buf_add_byte(buf, '\n');
            enum lw_fact_key key = identities[i].keys[k];
            lw_buf_add(buf, key == LW_K_PHASE ? phase : lw_fact_get(fact, key));
        }
        if (fact->kind == LW_F_CAPABILITY) {
            add_name(buf, fact);
            add_tree(buf, fact);
        }
        if (fact->kind == LW_F_FLOW && lw_fact_is(fact, LW_K_LANGUAGE, LW_SETTINGS))
            add_name(buf, fact);
        add_logger(buf, fact);
        /* An address without a host of its own is what it is. */
        if (fact->kind == LW_F_ENDPOINT && lw_fact_get(fact, LW_K_NAME).len == 0)
            lw_buf_add(buf, lw_fact_get(fact, LW_K_VALUE));
        if (identities[i].place) {
            lw_buf_add_byte(buf, '\n');
            lw_buf_add(buf, fact->location);
        }
        break;
    }
    return lw_buf_view(buf);
}

struct lw_view lw_fact_identity(struct lw_buf *buf, const struct lw_fact *fact)
{
    return lw_fact_identity_as(buf, fact, lw_fact_get(fact, LW_K_PHASE));
}
