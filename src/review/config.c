/* SPDX-License-Identifier: Apache-2.0
 *
 * review/config.c - reads the section "review" of layerward.yaml.
 */
#include "review/config.h"

#include "review/rule.h"

enum { DAY_S = 86400 };

static const char *const severities[] = { "none", "low", "medium", "high", "critical", NULL };
static const char *const levels[] = { "off", "note", "review", "block", NULL };

struct lw_review_config lw_review_config_default(void)
{
    return (struct lw_review_config){ .vulnerability_severity = LW_SEVERITY_HIGH,
                                      .finding_severity = LW_SEVERITY_HIGH };
}

static lw_status check_rule(const struct lw_config *config, struct lw_view rule,
                            const struct lw_yaml *at, struct lw_err *err)
{
    if (lw_review_rule_find(rule))
        return LW_OK;
    return lw_config_wrong(config, at, err,
                           "there is no rule \"%.*s\" (`layerward list review-rules`)",
                           LW_FMT(lw_view_sub(rule, 0, 80)));
}

static lw_status read_levels(struct lw_review_config *out, const struct lw_config *config,
                             const struct lw_yaml *map, struct lw_err *err)
{
    if (!map)
        return LW_OK;
    if (map->kind != LW_YAML_MAP)
        return lw_config_wrong(config, map, err, "\"levels\" must be a map of rules, not %s",
                               lw_yaml_kind_name(map->kind));
    for (size_t i = 0; i < map->count; i++) {
        const struct lw_yaml_item *item = &map->items[i];
        const struct lw_yaml at = { .line = item->line, .column = item->column };
        LW_TRY(check_rule(config, item->key, &at, err));
        int level = 0;
        while (levels[level] &&
               !(item->value->kind == LW_YAML_TEXT && lw_view_is(item->value->text, levels[level])))
            level++;
        if (!levels[level])
            return lw_config_wrong(config, item->value, err,
                                   "a level is one of off, note, review, block");
        *LW_PUSH(config->arena, &out->levels) = (struct lw_review_level){ item->key, level };
    }
    return LW_OK;
}

static lw_status read_accept(struct lw_review_accept *out, const struct lw_config *config,
                             const struct lw_yaml *map, struct lw_err *err)
{
    bool permanent = false;
    const struct lw_config_field fields[] = {
        { "rule", LW_CONFIG_TEXT, &out->rule, true, 0, NULL },
        { "path", LW_CONFIG_TEXT, &out->path, false, 0, NULL },
        { "reason", LW_CONFIG_TEXT, &out->reason, true, 0, NULL },
        { "expires", LW_CONFIG_TIME, &out->until_utc_s, false, 0, NULL },
        { "permanent", LW_CONFIG_FLAG, &permanent, false, 0, NULL },
    };
    LW_TRY(lw_config_fields(config, map, fields, LW_COUNT(fields), err));
    LW_TRY(check_rule(config, out->rule, map, err));
    const struct lw_yaml *until = lw_yaml_get(map, "expires");
    if ((until != NULL) == permanent)
        return lw_config_wrong(config, map, err,
                               "the entry needs either `expires` or `permanent: true`");
    if (permanent)
        out->until_utc_s = INT64_MAX;
    else if (lw_view_trim(until->text).len == 10)
        out->until_utc_s += DAY_S; /* a day alone holds to its end */
    out->line = map->line;
    return LW_OK;
}

static lw_status read_accepts(struct lw_review_config *out, const struct lw_config *config,
                              const struct lw_yaml *list, struct lw_err *err)
{
    if (!list)
        return LW_OK;
    if (list->kind != LW_YAML_LIST)
        return lw_config_wrong(config, list, err, "\"accept\" must be a list, not %s",
                               lw_yaml_kind_name(list->kind));
    for (size_t i = 0; i < list->count; i++) {
        struct lw_review_accept accept = { 0 };
        LW_TRY(read_accept(&accept, config, list->items[i].value, err));
        *LW_PUSH(config->arena, &out->accept) = accept;
    }
    return LW_OK;
}

lw_status lw_review_config_read(struct lw_review_config *out, const struct lw_config *config,
                                struct lw_err *err)
{
    struct lw_review_config read = lw_review_config_default();
    struct lw_view vulnerability = LW_VIEW_NONE, finding = LW_VIEW_NONE;
    const struct lw_yaml *level_map = NULL, *accept = NULL;
    const struct lw_config_field fields[] = {
        { "vulnerability-severity", LW_CONFIG_TEXT, &vulnerability, false, 0, severities },
        { "finding-severity", LW_CONFIG_TEXT, &finding, false, 0, severities },
        { "hosts", LW_CONFIG_TEXTS, &read.hosts, false, 0, NULL },
        { "own", LW_CONFIG_TEXTS, &read.own, false, 0, NULL },
        { "levels", LW_CONFIG_NODE, &level_map, false, 0, NULL },
        { "accept", LW_CONFIG_NODE, &accept, false, 0, NULL },
        { "lock", LW_CONFIG_TEXT, &read.lock, false, 0, NULL },
    };
    LW_TRY(lw_config_fields(config, lw_config_section(config, "review"), fields, LW_COUNT(fields),
                            err));
    if (vulnerability.len)
        (void)lw_severity_parse(&read.vulnerability_severity, vulnerability);
    if (finding.len)
        (void)lw_severity_parse(&read.finding_severity, finding);
    LW_TRY(read_levels(&read, config, level_map, err));
    LW_TRY(read_accepts(&read, config, accept, err));
    if (read.lock.len)
        read.lock = lw_config_path(config, read.lock);
    read.source = config->name;
    *out = read;
    return LW_OK;
}
