/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/behavior_javascript.c - what JavaScript can do, by syntax tree.
 */
#include "analyze/syntax/behavior.h"
#include "analyze/syntax/matters.h"

static enum lw_want wants(const struct lw_file *file)
{
    return lw_syntax_wants(file, LW_LANG_JAVASCRIPT);
}

static bool accepts(struct lw_view head)
{
    return lw_syntax_shebang(head, LW_LANG_JAVASCRIPT);
}

static lw_status look(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    if (!lw_syntax_matters(file, LW_LANG_JAVASCRIPT))
        return LW_OK;
    return lw_behavior(out, file, LW_LANG_JAVASCRIPT, err);
}

const struct lw_analyzer lw_analyzer_behavior_javascript = {
    .name = "behavior-javascript",
    .what = "what JavaScript can do: network, programs, credentials, AWS calls, flows",
    .version = 1,
    .behavior = true,
    .tells = LW_F_BIT(LW_F_CAPABILITY) | LW_F_BIT(LW_F_AWS_CALL) | LW_F_BIT(LW_F_FLOW),
    .wants = wants,
    .accepts = accepts,
    .file = look,
};
