/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/yara.c - the user's own YARA rules, on every file that has content.
 */
#include "analyze/yara.h"

#include "analyze/analyzer.h"

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes ? LW_WANT_YES : LW_WANT_NO;
}

static lw_status look(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    return lw_yara_scan(out, file->yara, file->location, file->bytes, err);
}

const struct lw_analyzer lw_analyzer_yara = {
    .name = "yara",
    .what = "matches of the YARA rules that are given by --yara",
    .rules = true,
    .wants = wants,
    .file = look,
};
