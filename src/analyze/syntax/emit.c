/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/emit.c - writes facts of behaviour.
 */
#include "analyze/syntax/emit.h"

#include "analyze/endpoint.h"
#include "analyze/secret_mask.h"
#include "base/text.h"

enum { LOOKED_AT_BYTES = 4096, LEAD_BYTES = 40, RUN_BYTES = 20, SHOWN_BYTES = 6 };

void lw_emit_clear(struct lw_emit *emit)
{
    lw_map_clear(&emit->seen);
    lw_arena_clear(&emit->arena);
}

static bool in_run(uint8_t c)
{
    return lw_is_alnum(c) || (c && strchr("+/=_-", c));
}

/* A run of characters that looks like a key and not like a word, path or number. */
static bool looks_secret(struct lw_view run)
{
    size_t digits = 0, upper = 0, lower = 0, hex = 0;
    for (size_t i = 0; i < run.len; i++) {
        uint8_t c = run.ptr[i];
        digits += lw_is_digit(c);
        upper += c >= 'A' && c <= 'Z';
        lower += c >= 'a' && c <= 'z';
        hex += lw_is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
    }
    bool key_id = run.len == 20 &&
                  (lw_view_starts(run, LW_VIEW("AKIA")) || lw_view_starts(run, LW_VIEW("ASIA")));
    return run.len >= RUN_BYTES && (key_id || (hex == run.len && run.len >= 32 && digits >= 4) ||
                                    (digits >= 3 && upper >= 3 && lower >= 3));
}

struct lw_view lw_masked(struct lw_arena *arena, struct lw_view text)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && in_run(text.ptr[end]))
            end++;
        struct lw_view run = lw_view_sub(text, i, end - i);
        if (looks_secret(run)) {
            lw_text_add_safe(&buf, lw_view_sub(run, 0, SHOWN_BYTES));
            lw_buf_printf(&buf, "...(%zu)", run.len);
        } else {
            lw_buf_add(&buf, run);
        }
        for (i = end; i < text.len && !in_run(text.ptr[i]);)
            i++;
        struct lw_view between = lw_view_sub(text, end, i - end);
        lw_text_add_safe(&buf, between);
    }
    return lw_arena_copy(arena, lw_buf_view(&buf));
}

/* At most `max` bytes, not within a character. */
static struct lw_view cut(struct lw_view text, size_t max)
{
    if (text.len <= max)
        return text;
    while (max && (text.ptr[max] & 0xc0) == 0x80)
        max--;
    return lw_view_sub(text, 0, max);
}

struct lw_view lw_snippet(struct lw_emit *emit, struct lw_view source, size_t start)
{
    size_t from = start < source.len ? start : source.len,
           least = from > LEAD_BYTES ? from - LEAD_BYTES : 0;
    while (from > least && source.ptr[from - 1] != '\n')
        from--;
    while (from > least && from < source.len && (source.ptr[from] & 0xc0) == 0x80)
        from--;
    bool within = from && from == least && lw_is_alnum(source.ptr[from - 1]);
    while (within && from < start && lw_is_alnum(source.ptr[from]))
        from++;
    size_t to = start;
    while (to < source.len && to < from + LW_SNIPPET_BYTES && source.ptr[to] != '\n' &&
           source.ptr[to] != '\r')
        to++;
    struct lw_view shown = lw_secret_shown(&emit->arena, source, from, to - from, emit->hits);
    return lw_masked(&emit->arena, lw_view_trim(cut(shown, LW_SNIPPET_BYTES)));
}

/* What is known of a value, without secrets: those first, since what is cut is not known as one. */
static struct lw_view shown(struct lw_emit *emit, struct lw_view text, size_t max)
{
    text = lw_view_sub(text, 0, LOOKED_AT_BYTES);
    text = lw_secret_shown(&emit->arena, text, 0, text.len, emit->hits);
    return cut(lw_masked(&emit->arena, text), max);
}

/* False where it was said before, or too much was said. */
static bool first_time(struct lw_emit *emit, const char *kind, struct lw_view a, struct lw_view b,
                       struct lw_view c)
{
    bool made = false;
    const struct lw_view parts[] = { lw_view_c(kind), a, b, c };
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    for (size_t i = 0; i < LW_COUNT(parts); i++) {
        lw_buf_add(&key, parts[i]);
        lw_buf_add_byte(&key, '\n');
    }
    uint64_t *slot = lw_map_put_copy(&emit->seen, lw_buf_view(&key), &emit->arena, &made);
    ++*slot;
    if (!made)
        return false;
    if (emit->count++ < LW_EMIT_MAX)
        return true;
    emit->full = true;
    return false;
}

static struct lw_fact *begin(struct lw_emit *emit, enum lw_fact_kind kind,
                             const struct lw_place *place)
{
    struct lw_fact *fact = lw_facts_add(emit->out, kind, emit->location);
    const struct lw_place *at = emit->fixed ? emit->fixed : place;
    fact->line = at->line + emit->base_line;
    fact->offset = at->start + emit->base_offset;
    lw_fact_set_c(emit->out, fact, LW_K_LANGUAGE, emit->language);
    lw_fact_set_c(emit->out, fact, LW_K_PHASE, place->phase);
    lw_fact_set(emit->out, fact, LW_K_SNIPPET, lw_snippet(emit, at->source, at->start));
    return fact;
}

void lw_emit_capability(struct lw_emit *emit, const struct lw_place *place,
                        enum lw_capability capability, struct lw_view name, struct lw_view value,
                        bool hidden)
{
    const char *word = lw_capability_name(capability);
    name = shown(emit, name, LW_EMIT_VALUE_BYTES);
    value = shown(emit, value, LW_EMIT_VALUE_BYTES);
    if (!first_time(emit, "c", lw_view_c(word), name, value))
        return;
    struct lw_fact *fact = begin(emit, LW_F_CAPABILITY, place);
    lw_fact_set_c(emit->out, fact, LW_K_CAPABILITY, word);
    lw_fact_set(emit->out, fact, LW_K_NAME, name);
    lw_fact_set(emit->out, fact, LW_K_VALUE, value);
    if (hidden)
        lw_fact_set_c(emit->out, fact, LW_K_DETAIL, "put together when it runs");
    else if (emit->fixed)
        lw_fact_set_c(emit->out, fact, LW_K_DETAIL, "in a text that is run as code");
}

void lw_emit_aws_call(struct lw_emit *emit, const struct lw_place *place, struct lw_view service,
                      struct lw_view action, struct lw_view name)
{
    if (!first_time(emit, "a", service, action, LW_VIEW("")))
        return;
    struct lw_fact *fact = begin(emit, LW_F_AWS_CALL, place);
    lw_fact_set(emit->out, fact, LW_K_SERVICE, shown(emit, service, 80));
    lw_fact_set(emit->out, fact, LW_K_ACTION, shown(emit, action, 80));
    lw_fact_set(emit->out, fact, LW_K_NAME, shown(emit, name, LW_EMIT_VALUE_BYTES));
}

void lw_emit_flow(struct lw_emit *emit, const struct lw_place *place, unsigned from,
                  uint32_t from_line, const char *sink, struct lw_view name)
{
    static const struct {
        unsigned bit;
        const char *name;
    } sources[] = {
#define LW_SOURCE(constant, bit, name) { constant, name },
#include "analyze/syntax/source.def"
#undef LW_SOURCE
    };
    for (size_t i = 0; i < LW_COUNT(sources); i++) {
        if (!(from & sources[i].bit) || !sources[i].name[0])
            continue;
        if (!first_time(emit, "f", lw_view_c(sources[i].name), lw_view_c(sink), name))
            continue;
        struct lw_fact *fact = begin(emit, LW_F_FLOW, place);
        lw_fact_set_c(emit->out, fact, LW_K_SOURCE, sources[i].name);
        lw_fact_set_c(emit->out, fact, LW_K_SINK, sink);
        lw_fact_set(emit->out, fact, LW_K_NAME, shown(emit, name, LW_EMIT_VALUE_BYTES));
        if (from_line && !emit->fixed)
            lw_fact_printf(emit->out, fact, LW_K_EVIDENCE, "read at line %u",
                           from_line + emit->base_line);
    }
}

static void emit_value(struct lw_emit *emit, const struct lw_place *place, enum lw_fact_kind of,
                       struct lw_view kind, struct lw_view name, struct lw_view value)
{
    if (!first_time(emit, lw_fact_kind_name(of), kind, name, value))
        return;
    struct lw_fact *fact = begin(emit, of, place);
    lw_fact_set(emit->out, fact, LW_K_KIND, kind);
    lw_fact_set(emit->out, fact, LW_K_NAME, shown(emit, name, LW_EMIT_VALUE_BYTES));
    lw_fact_set(emit->out, fact, LW_K_VALUE, shown(emit, value, LW_EMIT_VALUE_BYTES));
}

void lw_emit_safeguard(struct lw_emit *emit, const struct lw_place *place, const char *kind,
                       struct lw_view name, struct lw_view value)
{
    emit_value(emit, place, LW_F_SAFEGUARD, lw_view_c(kind), name, value);
}

void lw_emit_destination(struct lw_emit *emit, const struct lw_place *place, struct lw_view kind,
                         struct lw_view name, struct lw_view value)
{
    emit_value(emit, place, LW_F_DESTINATION, kind, name, value);
}

void lw_emit_endpoint(struct lw_emit *emit, const struct lw_place *place, struct lw_view value)
{
    const struct lw_endpoint_options options = { .quoted = true };
    struct lw_endpoint endpoint;
    size_t at = 0;
    value = cut(value, LW_EMIT_VALUE_BYTES);
    struct lw_view quoted = lw_arena_printf(&emit->arena, "\"%.*s\"", LW_FMT(value));
    if (!lw_endpoint_next(&endpoint, quoted, &at, &options) ||
        !first_time(emit, "e", lw_view_c(endpoint.host), LW_VIEW(""), LW_VIEW("")))
        return;
    struct lw_fact *fact = begin(emit, LW_F_ENDPOINT, place);
    lw_fact_set_c(emit->out, fact, LW_K_NAME, endpoint.host);
    lw_fact_set_c(emit->out, fact, LW_K_KIND, endpoint.kind);
    lw_fact_set_c(emit->out, fact, LW_K_CLASS,
                  lw_endpoint_class_name(lw_endpoint_classify(&endpoint)));
    const bool set = strcmp(emit->language, LW_SETTINGS) == 0;
    lw_fact_set_c(emit->out, fact, LW_K_TYPE, set ? "data" : "code");
    lw_fact_set(emit->out, fact, LW_K_VALUE, shown(emit, value, LW_EMIT_VALUE_BYTES));
    if (lw_endpoint_is_reserved(&endpoint))
        lw_fact_set_c(emit->out, fact, LW_K_DETAIL,
                      "a name or range reserved for documents and tests");
    if (!set)
        lw_fact_set_c(emit->out, fact, LW_K_EVIDENCE, "put together from pieces in code");
}
