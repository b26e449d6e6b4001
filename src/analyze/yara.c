/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/yara.c - tries compiled rules on one file, and says what matched.
 *
 * What matched is told by name, offset and length: the bytes themselves may be a secret.
 */
#include "analyze/yara.h"

#include "analyze/yara_rules.h"
#include "base/text.h"
#include "facts/severity.h"

/* One file. */
struct look {
    struct lw_facts *out;
    struct lw_view location;
    size_t matches;
};

static struct lw_view shown(struct look *look, const char *text)
{
    struct lw_view cut = lw_view_sub(lw_view_c(text), 0, LW_YARA_META_BYTES);
    return lw_text_safe(look->out->arena, cut);
}

/* The numbers that are in use: 0 to 10 as CVSS has it, or a score of up to 100. */
static enum lw_severity of_score(int64_t score)
{
    int64_t tenths = score > 10 ? score : 10 * score;
    if (tenths >= 90)
        return LW_SEVERITY_CRITICAL;
    if (tenths >= 70)
        return LW_SEVERITY_HIGH;
    if (tenths >= 40)
        return LW_SEVERITY_MEDIUM;
    return tenths > 0 ? LW_SEVERITY_LOW : LW_SEVERITY_NONE;
}

static bool severity_of(enum lw_severity *out, const YR_META *meta)
{
    struct lw_view name = lw_view_c(meta->identifier);
    bool severity = lw_view_eq_nocase(name, LW_VIEW("severity"));
    if (!severity && !lw_view_eq_nocase(name, LW_VIEW("score")))
        return false;
    if (meta->type == META_TYPE_INTEGER) {
        *out = of_score(meta->integer);
        return true;
    }
    if (meta->type != META_TYPE_STRING)
        return false;
    char lower[16] = "";
    struct lw_view text = lw_view_trim(lw_view_c(meta->string));
    uint64_t number;
    if (lw_view_u64(&number, text, 100)) {
        *out = of_score((int64_t)number);
        return true;
    }
    for (size_t i = 0; i < text.len && i < sizeof lower - 1; i++)
        lower[i] = (char)lw_lower(text.ptr[i]);
    if (strcmp(lower, "info") == 0 || strcmp(lower, "informational") == 0)
        *out = LW_SEVERITY_NONE;
    else if (!lw_severity_parse(out, lw_view_c(lower)) || *out == LW_SEVERITY_UNKNOWN)
        return false;
    return true;
}

static void tell_meta(struct look *look, struct lw_fact *fact, const YR_RULE *rule)
{
    const YR_META *meta;
    const char *tag;
    bool described = false, rated = false;
    yr_rule_tags_foreach(rule, tag) lw_fact_set(look->out, fact, LW_K_TAG, shown(look, tag));
    yr_rule_metas_foreach(rule, meta)
    {
        enum lw_severity severity;
        if (!rated && severity_of(&severity, meta)) {
            rated = true;
            lw_fact_set_c(look->out, fact, LW_K_SEVERITY, lw_severity_name(severity));
        }
        if (!described && meta->type == META_TYPE_STRING &&
            lw_view_is(lw_view_c(meta->identifier), "description")) {
            described = true;
            lw_fact_set(look->out, fact, LW_K_DETAIL, shown(look, meta->string));
        }
    }
}

/* "$key at 31 (20 bytes)", and how often where that is more than once. */
static void tell_string(struct look *look, struct lw_fact *fact, const YR_STRING *string,
                        const YR_MATCH *first, size_t times, size_t at)
{
    int64_t offset = first->base + first->offset;
    if (at == 0 || (uint64_t)offset < fact->offset)
        fact->offset = (uint64_t)offset;
    struct lw_view more = times > 1 ? lw_arena_printf(look->out->arena, ", %zu times", times)
                                    : LW_VIEW("");
    lw_fact_printf(look->out, fact, LW_K_MATCH, "%.*s at %lld (%d bytes%.*s)",
                   LW_FMT(shown(look, string->identifier)), (long long)offset, first->match_length,
                   LW_FMT(more));
}

static void tell_strings(struct look *look, struct lw_fact *fact, YR_SCAN_CONTEXT *context,
                         const YR_RULE *rule)
{
    const YR_STRING *string;
    size_t told = 0;
    yr_rule_strings_foreach(rule, string)
    {
        size_t times = 0;
        YR_MATCH match, first = { 0 };
        for (const void *at = context->matches[string->idx].head; at; at = match.next) {
            memcpy(&match, at, sizeof match); /* libyara puts them at odd addresses */
            if (match.is_private)
                continue;
            if (times++ == 0)
                first = match;
        }
        if (times && told < LW_YARA_STRINGS_MOST)
            tell_string(look, fact, string, &first, times, told);
        told += times != 0;
    }
    lw_fact_printf(look->out, fact, LW_K_COUNT, "%zu", told);
}

static int on_match(YR_SCAN_CONTEXT *context, int message, void *data, void *ctx)
{
    struct look *look = ctx;
    const YR_RULE *rule = data;
    if (message != CALLBACK_MSG_RULE_MATCHING)
        return CALLBACK_CONTINUE;
    if (++look->matches > LW_YARA_MATCHES_MOST)
        return CALLBACK_ABORT;
    struct lw_fact *fact = lw_facts_add(look->out, LW_F_YARA, look->location);
    lw_fact_set(look->out, fact, LW_K_NAME, shown(look, rule->identifier));
    struct lw_view file = lw_text_safe(look->out->arena, lw_path_base(lw_view_c(rule->ns->name)));
    lw_fact_set(look->out, fact, LW_K_SOURCE, file);
    tell_meta(look, fact, rule);
    tell_strings(look, fact, context, rule);
    return CALLBACK_CONTINUE;
}

static lw_status take_scanner(YR_SCANNER **out, struct lw_yara *yara, struct lw_err *err)
{
    pthread_mutex_lock(&yara->lock);
    *out = yara->idle.count ? yara->idle.items[--yara->idle.count] : NULL;
    pthread_mutex_unlock(&yara->lock);
    if (*out)
        return LW_OK;
    LW_ENSURE(yara->y->yr_scanner_create(yara->rules, out) == ERROR_SUCCESS, err, LW_E_INTERNAL, 0,
              "libyara cannot make a scanner");
    yara->y->yr_scanner_set_timeout(*out, LW_YARA_TIMEOUT_S);
    /* The bytes are in memory: no signal is to be caught for a file that is cut short. */
    yara->y->yr_scanner_set_flags(*out, SCAN_FLAGS_REPORT_RULES_MATCHING | SCAN_FLAGS_NO_TRYCATCH);
    return LW_OK;
}

static void give_scanner(struct lw_yara *yara, YR_SCANNER *scanner)
{
    yara->y->yr_scanner_set_callback(scanner, NULL, NULL);
    pthread_mutex_lock(&yara->lock);
    *LW_PUSH(&yara->arena, &yara->idle) = scanner;
    pthread_mutex_unlock(&yara->lock);
}

static void name_file(const struct lw_yara *yara, YR_SCANNER *scanner, struct lw_facts *out,
                      struct lw_view location)
{
    struct lw_view path = lw_arena_copy(out->arena, location),
                   name = lw_arena_copy(out->arena, lw_path_base(location));
    size_t dot = lw_view_rfind_byte(name, '.');
    const char *extension = dot == LW_NOT_FOUND ? "" : (const char *)name.ptr + dot;
    /* A name with a NUL in it ends there for libyara. */
    (void)yara->y->yr_scanner_define_string_variable(scanner, "filepath", (const char *)path.ptr);
    (void)yara->y->yr_scanner_define_string_variable(scanner, "filename", (const char *)name.ptr);
    (void)yara->y->yr_scanner_define_string_variable(scanner, "extension", extension);
}

static lw_status outcome(struct lw_yara *yara, int code, struct lw_err *err)
{
    if (code == ERROR_SCAN_TIMEOUT)
        atomic_store(&yara->timed_out, true);
    LW_ENSURE(code != ERROR_SCAN_TIMEOUT, err, LW_E_LIMIT, 0,
              "YARA rules were not done with it after %d seconds", LW_YARA_TIMEOUT_S);
    LW_ENSURE(code != ERROR_TOO_MANY_MATCHES && code != ERROR_TOO_MANY_RE_FIBERS, err, LW_E_LIMIT,
              0, "YARA rules match in too many places of it");
    LW_ENSURE(code == ERROR_SUCCESS, err, LW_E_INTERNAL, 0, "libyara failed on it (error %d)",
              code);
    return LW_OK;
}

lw_status lw_yara_scan(struct lw_facts *out, const struct lw_yara *rules, struct lw_view location,
                       struct lw_view bytes, struct lw_err *err)
{
    struct lw_yara *yara = (struct lw_yara *)(uintptr_t)rules; /* its idle scanners are locked */
    struct look look = { out, location, 0 };
    YR_SCANNER *scanner;
    LW_TRY(take_scanner(&scanner, yara, err));
    name_file(yara, scanner, out, location);
    yara->y->yr_scanner_set_callback(scanner, on_match, &look);
    int code = yara->y->yr_scanner_scan_mem(scanner, bytes.ptr ? bytes.ptr : (const uint8_t *)"",
                                            bytes.len);
    give_scanner(yara, scanner);
    LW_TRY(outcome(yara, code, err));
    LW_ENSURE(look.matches <= LW_YARA_MATCHES_MOST, err, LW_E_LIMIT, 0,
              "more than %d YARA rules match it: the others are not told", LW_YARA_MATCHES_MOST);
    return LW_OK;
}
