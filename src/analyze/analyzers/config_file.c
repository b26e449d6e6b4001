/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/config_file.c - configuration of programs that are not the layer's: what it has them
 * load and run, whom they trust, whom they ask, and what they send.
 *
 * OpenSSL, AWS's SDKs, npm, pip, curl, git, MySQL's clients, the loader, and OpenTelemetry
 * collectors. Which entries count stands in config_file.def.
 */
#include "analyze/analyzer.h"
#include "analyze/config_collector.h"
#include "analyze/config_ini.h"
#include "analyze/config_value.h"
#include "analyze/lines.h"
#include "analyze/patterns.h"
#include "base/glob.h"

enum { MAX_BYTES = 1 << 20, ANY_MAX_BYTES = 64 << 10 };

enum kind {
#define LW_CONFIG_SYNTAX(kind, between, flags) kind,
#include "analyze/config_file.def"
#undef LW_CONFIG_SYNTAX
    LW_CONFIG_COLLECTOR,
    LW_CONFIG_NONE,
};

static const struct {
    const char *between;
    unsigned flags;
} syntaxes[] = {
#define LW_CONFIG_SYNTAX(kind, between, flags) [kind] = { between, flags },
#include "analyze/config_file.def"
#undef LW_CONFIG_SYNTAX
};

static const struct {
    enum kind kind;
    const char *folder, *begins, *ends;
} names[] = {
#define LW_CONFIG_NAME(kind, folder, begins, ends) { kind, folder, begins, ends },
#include "analyze/config_file.def"
#undef LW_CONFIG_NAME
};

static const struct {
    enum kind kind;
    const char *section, *key;
    enum lw_config_test test;
    enum lw_capability capability;
    const char *phase;
} keys[] = {
#define LW_CONFIG_KEY(kind, section, key, test, capability, phase)                                 \
    { kind, section, key, LW_TEST_##test, capability, phase },
#include "analyze/config_file.def"
#undef LW_CONFIG_KEY
};

static enum kind kind_of(struct lw_view path)
{
    static const char *const trees[] = { ".yaml", ".yml", ".json" };
    struct lw_view base = lw_path_base(path), folder = lw_path_dir(path);
    for (size_t i = 0; i < LW_COUNT(trees); i++)
        if (lw_view_ends_nocase(base, lw_view_c(trees[i])))
            return LW_CONFIG_COLLECTOR;
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_ends_nocase(folder, lw_view_c(names[i].folder)) &&
            lw_view_starts_nocase(base, lw_view_c(names[i].begins)) &&
            lw_view_ends_nocase(base, lw_view_c(names[i].ends)))
            return names[i].kind;
    return LW_CONFIG_NONE;
}

static enum lw_want wants(const struct lw_file *file)
{
    enum kind kind = kind_of(file->path);
    bool large = kind == LW_CONFIG_ANY && file->size_bytes > ANY_MAX_BYTES;
    return kind == LW_CONFIG_NONE || large ? LW_WANT_NO : LW_WANT_YES;
}

/* As patterns are written: lower case, "-" for "_". */
static struct lw_view usual(struct lw_arena *arena, struct lw_view text)
{
    uint8_t *out = lw_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        out[i] = text.ptr[i] == '_' ? '-' : lw_lower(text.ptr[i]);
    return lw_view(out, text.len);
}

static bool fits(const char *pattern, struct lw_view text)
{
    struct lw_view view = lw_view_c(pattern);
    return lw_is_glob(view) ? lw_view_is(view, "*") || lw_glob_text(view, text)
                            : lw_view_eq(view, text);
}

static void judge(struct lw_emit *emit, enum kind kind, const struct lw_ini_entry *entry,
                  const struct lw_place *place)
{
    enum { LONG = 200 };
    struct lw_view key = usual(&emit->arena, lw_view_sub(entry->key, 0, LONG)),
                   section = usual(&emit->arena, lw_view_sub(entry->section, 0, LONG));
    for (size_t i = 0; i < LW_COUNT(keys); i++) {
        if (keys[i].kind != kind || !fits(keys[i].key, key) || !fits(keys[i].section, section) ||
            !lw_config_value(keys[i].test, entry->value, entry->bare))
            continue;
        struct lw_place at = *place;
        at.phase = keys[i].phase;
        const bool named = keys[i].test == LW_TEST_SECTION;
        struct lw_view value = named ? lw_view_trim(lw_view_from(entry->section,
                                                                 lw_view_find_byte(section, ' ')))
                                     : entry->value;
        if (keys[i].capability != LW_C_COUNT)
            lw_emit_capability(emit, &at, keys[i].capability,
                               entry->key.len ? entry->key : lw_path_base(emit->location), value,
                               false);
        if (named || keys[i].test == LW_TEST_ELSEWHERE)
            lw_emit_endpoint(emit, &at, value);
    }
}

static void read_entries(struct lw_emit *emit, enum kind kind, struct lw_view bytes)
{
    struct lw_ini ini = lw_ini(bytes, syntaxes[kind].between, syntaxes[kind].flags, &emit->arena);
    struct lw_lines lines = lw_lines(bytes);
    struct lw_ini_entry entry;
    while (lw_ini_next(&entry, &ini)) {
        const struct lw_place place = { .source = bytes,
                                        .start = (uint32_t)entry.at,
                                        .end = (uint32_t)entry.at,
                                        .line = lw_line_of(&lines, entry.at) };
        judge(emit, kind, &entry, &place);
    }
}

/* Much of a layer may be JSON: what the shared search saw of it is asked first. */
static bool likely(const struct lw_file *file)
{
    if (!lw_view_ends_nocase(file->path, LW_VIEW(".json")) ||
        lw_view_starts(file->bytes, LW_VIEW("\xff\xfe")) ||
        lw_view_starts(file->bytes, LW_VIEW("\xfe\xff")))
        return lw_collector_likely(file->bytes);
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    return hits->seen[LW_PAT_COLLECTOR] || hits->seen[LW_PAT_ESCAPED_LETTER];
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    const enum kind kind = kind_of(file->path);
    struct lw_emit emit = {
        .out = out, .location = file->location, .language = LW_SETTINGS, .hits = file->hits
    };
    lw_status s = LW_OK;
    if (kind == LW_CONFIG_COLLECTOR)
        s = likely(file) ? lw_collector(&emit, file->bytes, err) : LW_OK;
    else if (file->bytes.len <= MAX_BYTES)
        read_entries(&emit, kind, file->bytes);
    else
        s = lw_err_set(err, LW_E_LIMIT, MAX_BYTES, __FILE__, __LINE__,
                       "a configuration of more than %d bytes", MAX_BYTES);
    const bool full = emit.full;
    lw_emit_clear(&emit);
    LW_ENSURE(!lw_ok(s) || !full, err, LW_E_LIMIT, 0, "it says more than %d things", LW_EMIT_MAX);
    return s;
}

const struct lw_analyzer lw_analyzer_config_file = {
    .name = "config-file",
    .what = "what configuration files have other programs load, trust, ask and send",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_CAPABILITY) | LW_F_BIT(LW_F_FLOW) | LW_F_BIT(LW_F_SAFEGUARD) |
             LW_F_BIT(LW_F_ENDPOINT),
    .wants = wants,
    .file = file,
};
