/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/behavior_shell.c - what shell scripts can do, by syntax tree.
 */
#include "analyze/syntax/behavior.h"
#include "analyze/syntax/matters.h"

static enum lw_want wants(const struct lw_file *file)
{
    return lw_syntax_wants(file, LW_LANG_SHELL);
}

static bool accepts(struct lw_view head)
{
    return lw_syntax_shebang(head, LW_LANG_SHELL);
}

static lw_status look(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    if (!lw_syntax_matters(file, LW_LANG_SHELL))
        return LW_OK;
    return lw_behavior(out, file, LW_LANG_SHELL, err);
}

const struct lw_analyzer lw_analyzer_behavior_shell = {
    .name = "behavior-shell",
    .what = "what shell scripts can do: network, programs, credentials, AWS calls, flows",
    .version = 1,
    .behavior = true,
    .tells = LW_F_BIT(LW_F_CAPABILITY) | LW_F_BIT(LW_F_AWS_CALL) | LW_F_BIT(LW_F_FLOW),
    .wants = wants,
    .accepts = accepts,
    .file = look,
};
