/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/analyzer.h - an analyser of what code of one language can do.
 */
#ifndef LW_ANALYZE_SYNTAX_ANALYZER_H
#define LW_ANALYZE_SYNTAX_ANALYZER_H

#include "analyze/syntax/behavior.h"
#include "analyze/syntax/matters.h"

/* Defines lw_analyzer_ID of files in LANGUAGE, which people call TITLE. */
#define LW_BEHAVIOR_ANALYZER(id, slug, language, title)                                            \
    static enum lw_want wants(const struct lw_file *file)                                          \
    {                                                                                              \
        return lw_syntax_wants(file, language);                                                    \
    }                                                                                              \
    static bool accepts(struct lw_view head)                                                       \
    {                                                                                              \
        return lw_syntax_shebang(head, language);                                                  \
    }                                                                                              \
    static lw_status look(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)    \
    {                                                                                              \
        return lw_syntax_matters(file, language) ? lw_behavior(out, file, language, err) : LW_OK;  \
    }                                                                                              \
    const struct lw_analyzer lw_analyzer_##id = {                                                  \
        .name = slug,                                                                              \
        .what = "what " title " can do: network, programs, credentials, AWS calls, flows",         \
        .behavior = true,                                                                          \
        .tells = LW_F_BIT(LW_F_CAPABILITY) | LW_F_BIT(LW_F_AWS_CALL) | LW_F_BIT(LW_F_FLOW) |       \
                 LW_F_BIT(LW_F_SAFEGUARD) | LW_F_BIT(LW_F_DESTINATION),                            \
        .wants = wants,                                                                            \
        .accepts = accepts,                                                                        \
        .file = look,                                                                              \
    }

#endif
