/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/server_steered.c - what comes from outside newly decides whom the code talks to, or lies
 * ready for whoever talks.
 */
#include "review/rule.h"

enum what { NOTHING, TOLD, SETTING, MOVED, ASKED, ANSWER, KEPT, SIGNED };

static enum what what_of(const struct lw_fact *fact)
{
    if (lw_fact_is(fact, LW_K_SINK, "setting"))
        return lw_fact_is(fact, LW_K_SOURCE, "network") ? MOVED : SETTING;
    if (lw_fact_is(fact, LW_K_SINK, "server") && lw_fact_is(fact, LW_K_SOURCE, "env-read"))
        return TOLD;
    if (lw_fact_is(fact, LW_K_SINK, "server"))
        return lw_fact_is(fact, LW_K_SOURCE, "network") ? ANSWER : ASKED;
    if (lw_fact_is(fact, LW_K_SINK, "object") && lw_fact_is(fact, LW_K_SOURCE, "env-all"))
        return KEPT;
    return lw_fact_is(fact, LW_K_SOURCE, "signed-url") && lw_fact_is(fact, LW_K_SINK, "log")
               ? SIGNED
               : NOTHING;
}

/* An object of another file is newly sent as a whole, by the same package. */
static void fill(struct lw_map *sent, const struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_FLOW))
        if (lw_fact_is(change->fact, LW_K_SOURCE, "object"))
            (void)lw_map_put(sent, lw_arena_printf(ctx->arena, "%zu", change->package), NULL);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    static const char *const titles[] = {
        [TOLD] = "A variable of the environment newly names a server that is sent what others were",
        [SETTING] = "Data of the event newly becomes a setting that names a server",
        [MOVED] = "A server's answer newly becomes a setting that names a server",
        [ASKED] = "Data of the event newly decides which server is asked",
        [ANSWER] = "A server's answer newly decides who is shown the token",
        [KEPT] = "The whole environment is newly kept in an object",
        [SIGNED] = "Addresses that let their holder in are newly logged",
    };
    struct lw_map sent = LW_MAP_INIT;
    fill(&sent, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_FLOW)) {
        enum what what = what_of(change->fact);
        struct lw_view path = change->fact->location;
        if (what == NOTHING || !change->new_to_package || lw_is_test(path))
            continue;
        /* One's own code is told by its settings whom it talks to. */
        if (what == TOLD && lw_loose(lw_package_of(ctx, change->package)))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        bool leaves = what == KEPT &&
                      lw_map_get(&sent, lw_arena_printf(ctx->arena, "%zu", change->package));
        lw_reason_title(ctx, reason, "%s%s", titles[what],
                        leaves ? ", and objects are newly sent whole" : "");
        if (what == TOLD)
            continue;
        if (!lw_loose(lw_package_of(ctx, change->package))) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
        } else if ((what == SETTING || leaves) && !lw_path_own(ctx, path)) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_HIGH;
        }
    }
    lw_map_clear(&sent);
}

const struct lw_review_rule lw_review_rule_server_steered = {
    .id = "server-steered",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "What comes from outside newly decides whom the code talks to",
    .why = "Whoever may call the function, or answers it, then chooses who is shown its token. An "
           "environment that is kept in an object of one file goes wherever another file sends "
           "that object, and an address that is signed lets in whoever reads the log. A published "
           "library may offer it to its callers: there it is a note; but not a variable that newly "
           "names a server, of which callers know nothing.",
    .fix = "Compare addresses with a list of one's own before a token goes along, and keep by name "
           "what is needed of the environment.",
    .attack = "T1565.002",
    .check = check,
};
