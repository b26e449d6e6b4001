/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/rules_page.c - docs/rules.md, from the registry of rules.
 */
#include "base/err.h"
#include "cli/listing.h"
#include "rules/content_rule.h"
#include "rules/other.h"

static const char head[] =
    "# Rules over a layer's content\n"
    "\n"
    "<!-- Written by `layerward list rules --format markdown`; a test compares the two. -->\n"
    "\n"
    "A rule judges facts, which analysers have seen; it never reads a file. Its severity is the "
    "usual one: a rule may\nset another where the text says so, and most weigh less in an archive "
    "within the layer. `none` is worth\nknowing, and no fault. Where a rule finds the same fault "
    "more than twenty times, the rest is one finding.\n"
    "\n"
    "ATT&CK, CWE and controls stand only where they truly fit. FSBP is AWS Foundational Security "
    "Best Practices.\n";

/* "T1574.006" is at techniques/T1574/006. */
static void add_attack(struct lw_buf *out, const char *id)
{
    struct lw_view view = lw_view_c(id), main_id = lw_view_sub(view, 0, 5);
    lw_buf_printf(out, "[%s](https://attack.mitre.org/techniques/%.*s/%s%s)", id, LW_FMT(main_id),
                  view.len > 6 ? id + 6 : "", view.len > 6 ? "/" : "");
}

static void add_maps(struct lw_buf *out, const struct lw_content_rule *r)
{
    const char *between = "";
    lw_buf_add_c(out, "Maps to: ");
    if (r->attack) {
        add_attack(out, r->attack);
        between = ", ";
    }
    if (r->cwe) {
        lw_buf_printf(out, "%s[%s](https://cwe.mitre.org/data/definitions/%s.html)", between,
                      r->cwe, r->cwe + 4);
        between = ", ";
    }
    for (const char *const *c = r->controls; c && *c; c++) {
        lw_buf_printf(out, "%s%s", between, *c);
        between = ", ";
    }
    lw_buf_add_c(out, "\n");
}

static void add_anomalies(struct lw_buf *out, const struct lw_content_rule *r)
{
    if (!r->anomalies)
        return;
    lw_buf_add_c(out, "\n| Anomaly | In the layer | In an archive within | What it is |\n"
                      "| --- | --- | --- | --- |\n");
    for (const struct lw_anomaly_case *c = r->anomalies; c->kind; c++)
        lw_buf_printf(
            out, "| `%s` | %s | %s | %s |\n", c->kind, lw_severity_name(c->top),
            c->nested == LW_SEVERITY_UNKNOWN ? "not reported" : lw_severity_name(c->nested),
            c->title);
}

/* Ids of findings that are no judgements over content. */
static void add_others(struct lw_buf *out)
{
    lw_buf_add_c(out, "\n# Findings of advisories and exceptions\n\nNo rule over content makes "
                      "these: packages that advisories speak of do, and exceptions.\n");
    for (size_t i = 0; i < lw_other_rule_count; i++) {
        const struct lw_other_rule *r = lw_other_rule_all[i];
        lw_buf_printf(out, "\n## %s\n\n**%s** (%s)\n\n%s\n\n*Fix:* %s\n", r->id, r->title,
                      lw_other_rule_severity(r), r->why, r->fix);
    }
}

void lw_rules_markdown(struct lw_buf *out)
{
    lw_buf_add_c(out, head);
    lw_buf_add_c(out, "\n| Rule | Severity | What it finds |\n| --- | --- | --- |\n");
    for (size_t i = 0; i < lw_content_rule_count; i++) {
        const struct lw_content_rule *r = lw_content_rule_all[i];
        lw_buf_printf(out, "| [`%s`](#%s) | %s | %s |\n", r->id, r->id,
                      lw_severity_name(r->severity), r->title);
    }
    for (size_t i = 0; i < lw_content_rule_count; i++) {
        const struct lw_content_rule *r = lw_content_rule_all[i];
        lw_buf_printf(out, "\n## %s\n\n**%s** (%s)\n\n%s\n\n*Fix:* %s\n\n", r->id, r->title,
                      lw_severity_name(r->severity), r->why, r->fix);
        add_maps(out, r);
        add_anomalies(out, r);
    }
    add_others(out);
}
