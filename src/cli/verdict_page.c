/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verdict_page.c - docs/verdict.md, from the registry of rules.
 */
#include "cli/listing.h"
#include "review/rule.h"

static const char head[] =
    "# The verdict of a diff\n"
    "\n"
    "<!-- Written by `layerward list review-rules --format markdown`; a test compares the two. "
    "-->\n"
    "\n"
    "`layerward diff OLD NEW` gives one of three verdicts, by the highest level of a reason that "
    "is not accepted:\n"
    "\n"
    "| Verdict | Highest level | When | Exit code |\n"
    "| --- | --- | --- | --- |\n"
    "| `block` | `block` | something that an honest update has no reason to do | 1 |\n"
    "| `review` | `review` | a new power, or something that cannot be judged: a person should look "
    "| 0; 1 with `--fail-on review` |\n"
    "| `adopt` | `note`, or no reason at all | neither of them | 0 |\n"
    "\n"
    "An input that could not be read whole gives 3 instead of 0, unless `--allow-incomplete`.\n"
    "\n"
    "## What is compared\n"
    "\n"
    "*Files* are paired by path, then by SHA-256 (moved), then by likeness (renamed): a MinHash of "
    "the first 16 KiB,\nof what gzip holds where it is gzip. Where more than 20,000 files of a "
    "side "
    "stand alone, they are not compared by\nlikeness, but added and removed. A `.pyc` that differs "
    "only in the "
    "time "
    "or the path of its compilation counts as\nthe same. Equal content digests mean that nothing "
    "differs but how it is packed.\n"
    "\n"
    "*Packages* are paired by name and place. Each file belongs to the package whose list "
    "(`RECORD`) "
    "names it, or in whose\nfolder it stands. Files of a package with another version whose list "
    "holds are one line. A list proves that a\npackage is in itself whole, not that it is honest: "
    "what its code newly does is judged all the same.\n"
    "\n"
    "*Facts* (what code can do, calls of AWS, servers, what starts by itself, secrets ...) are the "
    "same where they say the\nsame of the same file, wherever it stood; lines do not count. One "
    "that "
    "is new to its file may be old to its package,\nand one that is new to its package old to the "
    "layer: most rules ask for what is new to the package.\n"
    "\n"
    "## What is set in `layerward.yaml`\n"
    "\n"
    "```yaml\n"
    "review:\n"
    "  vulnerability-severity: high    # from which on an introduced one is for a person\n"
    "  finding-severity: high          # the same for what the scan's rules newly find\n"
    "  hosts: [\"*.example.org\"]        # servers that the layer is known to talk to\n"
    "  own: [\"python/ours/**\"]         # code of your own, which belongs to no package\n"
    "  levels: {native-added: review}  # off, note, review or block for a rule\n"
    "  accept:                         # reasons that count for nothing, and are still shown\n"
    "    - {rule: entry-added, path: extensions/telemetry, reason: ours, expires: 2027-01-31}\n"
    "  lock: layerward.lock            # which one `layerward lock` takes\n"
    "```\n"
    "\n"
    "An entry of `accept` takes `rule` and `reason`, a day on which it ends (`expires`) or\n"
    "`permanent: true`, and may name a `path`: a glob, in which `folder/**` is all that is below "
    "a\n"
    "folder. The first line of a report counts what was accepted and what is switched off; an "
    "entry\n"
    "that has expired, or that accepts nothing, is told on standard error.\n"
    "\n"
    "Whoever can change the configuration can change the verdict: let the same people own both.\n"
    "\n"
    "## Rules\n"
    "\n"
    "The level is the usual one; a rule may say another where its text says so. Where a rule finds "
    "the same more than\ntwenty times, the rest is one reason.\n"
    "\n"
    "| Rule | Level | Severity | What it finds |\n"
    "| --- | --- | --- | --- |\n";

static void add_attack(struct lw_buf *out, const char *id)
{
    lw_buf_printf(out, "\nATT&CK: [%s](https://attack.mitre.org/techniques/%.5s/%s%s)\n", id, id,
                  strlen(id) > 6 ? id + 6 : "", strlen(id) > 6 ? "/" : "");
}

void lw_verdict_markdown(struct lw_buf *out)
{
    lw_buf_add_c(out, head);
    for (size_t i = 0; i < lw_review_rule_count; i++) {
        const struct lw_review_rule *r = lw_review_rule_all[i];
        lw_buf_printf(out, "| [`%s`](#%s) | %s | %s | %s |\n", r->id, r->id,
                      lw_level_name(r->level), lw_severity_name(r->severity), r->title);
    }
    for (size_t i = 0; i < lw_review_rule_count; i++) {
        const struct lw_review_rule *r = lw_review_rule_all[i];
        lw_buf_printf(out, "\n### %s\n\n**%s** (%s, %s)\n\n%s\n\n*Fix:* %s\n", r->id, r->title,
                      lw_level_name(r->level), lw_severity_name(r->severity), r->why, r->fix);
        if (r->attack)
            add_attack(out, r->attack);
    }
}
