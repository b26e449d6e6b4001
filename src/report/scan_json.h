/* SPDX-License-Identifier: Apache-2.0
 *
 * report/scan_json.h - one scan as a JSON object (schemas/scan.schema.json).
 */
#ifndef LW_REPORT_SCAN_JSON_H
#define LW_REPORT_SCAN_JSON_H

#include "base/jsonw.h"
#include "report/format.h"

/* "schema", "version" and "tool" of the object that is open. */
void lw_json_head(struct lw_jsonw *w, const char *schema, unsigned version);
void lw_scan_json_head(struct lw_jsonw *w);

/* Hex, or null. */
void lw_json_digest(struct lw_jsonw *w, const char *key, bool have, const struct lw_digest *value);

/* "values": what a fact says, by key; an array for what it may hold more than once. */
void lw_json_fact_values(struct lw_jsonw *w, const struct lw_fact *fact, struct lw_arena *scratch);

/* The object; `files` adds every file with its digest. */
void lw_scan_json(struct lw_jsonw *w, const struct lw_scan *scan, bool files,
                  struct lw_arena *scratch);

/* What is said of an input that could not be scanned, as a member or an item. */
void lw_failure_json(struct lw_jsonw *w, const char *key, const struct lw_report_failure *failure);

#endif
