/* SPDX-License-Identifier: Apache-2.0
 *
 * report/sarif.c - rules, messages, places and what could not be looked at, as SARIF has them.
 */
#include "report/sarif.h"

#include "report/ids.h"

void lw_sarif_begin(struct lw_jsonw *w)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    lw_jsonw_c(w, "version", "2.1.0");
    lw_jsonw_array(w, "runs");
}

void lw_sarif_tool(struct lw_jsonw *w)
{
    lw_jsonw_object(w, "tool");
    lw_jsonw_object(w, "driver");
    lw_jsonw_c(w, "name", "layerward");
    lw_jsonw_c(w, "version", LW_VERSION);
    lw_jsonw_c(w, "semanticVersion", LW_VERSION);
    lw_jsonw_array(w, "rules");
}

void lw_sarif_message(struct lw_jsonw *w, const char *key, struct lw_view text)
{
    lw_jsonw_object(w, key);
    lw_jsonw_text(w, "text", text);
    lw_jsonw_end(w);
}

int lw_sarif_tenths(enum lw_severity severity)
{
    static const int tenths[LW_SEVERITY_COUNT] = {
        [LW_SEVERITY_UNKNOWN] = 50, [LW_SEVERITY_NONE] = 0,  [LW_SEVERITY_LOW] = 30,
        [LW_SEVERITY_MEDIUM] = 55,  [LW_SEVERITY_HIGH] = 80, [LW_SEVERITY_CRITICAL] = 95,
    };
    return tenths[(unsigned)severity % LW_SEVERITY_COUNT];
}

void lw_sarif_locations(struct lw_jsonw *w, struct lw_arena *arena,
                        const struct lw_sarif_place *place)
{
    bool whole = place->path.len == 0;
    lw_jsonw_array(w, "locations");
    lw_jsonw_object(w, NULL);
    lw_jsonw_object(w, "physicalLocation");
    lw_jsonw_object(w, "artifactLocation");
    lw_jsonw_text(w, "uri",
                  lw_uri_path(arena, whole ? lw_path_base(place->artifact) : place->path));
    if (!whole)
        lw_jsonw_c(w, "uriBaseId", place->base);
    lw_jsonw_end(w);
    if (place->line) {
        lw_jsonw_object(w, "region");
        lw_jsonw_u64(w, "startLine", place->line);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

void lw_sarif_base(struct lw_jsonw *w, const char *base, const char *what)
{
    lw_jsonw_object(w, base);
    lw_sarif_message(w, "description", lw_view_c(what));
    lw_jsonw_end(w);
}

void lw_sarif_fingerprint(struct lw_jsonw *w, const char *key, struct lw_view text)
{
    char hex[LW_HEX_BYTES];
    struct lw_digest digest = lw_sha256(text);
    lw_digest_hex(hex, &digest);
    lw_jsonw_object(w, "partialFingerprints");
    lw_jsonw_c(w, key, hex);
    lw_jsonw_end(w);
}

void lw_sarif_accepted(struct lw_jsonw *w, struct lw_view why)
{
    lw_jsonw_array(w, "suppressions");
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "kind", "external");
    lw_jsonw_c(w, "status", "accepted");
    lw_jsonw_text(w, "justification", why);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

void lw_sarif_incomplete(struct lw_jsonw *w, struct lw_arena *arena,
                         const struct lw_incomplete *item, const char *what,
                         const struct lw_sarif_place *place)
{
    lw_jsonw_object(w, NULL);
    lw_jsonw_c(w, "level", "error");
    lw_jsonw_object(w, "descriptor");
    lw_jsonw_c(w, "id", item->code);
    lw_jsonw_end(w);
    lw_sarif_message(w, "message", lw_arena_join(arena, lw_view_c(what), item->reason));
    lw_sarif_locations(w, arena, place);
    lw_jsonw_end(w);
}
