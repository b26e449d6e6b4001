/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/catalog.c - the tables of what calls mean, by name.
 */
#include "analyze/syntax/catalog.h"

#include <pthread.h>

const char *lw_catalog_sink(unsigned capability)
{
    switch (capability) {
    case LW_C_NETWORK:
        return "network";
    case LW_C_DNS:
        return "dns";
    case LW_C_PROCESS:
        return "process";
    case LW_C_DYNAMIC_CODE:
        return "eval";
    case LW_C_FILE_WRITE:
        return "file";
    case LW_C_NATIVE_LOAD:
        return "native";
    case LW_C_AWS:
        return "aws-call";
    case LW_C_LOG:
        return "log";
    case LW_C_RESPONSE:
        return "response";
    case LW_C_HANDED:
        return "function";
    case LW_C_COMMAND:
        return "command";
    case LW_C_PROGRAM:
        return "program";
    case LW_C_NAMED:
        return "name";
    case LW_C_TEMPLATE:
        return "template";
    case LW_C_WAIT:
        return "wait";
    default:
        return "";
    }
}

#define LW_CALL(symbol, capability, gives, does) { symbol, capability, gives, does, false },
#define LW_READ(symbol, capability, gives) { symbol, capability, gives, LW_DO_NOTHING, true },
#define LW_ENVIRONMENT(symbol)
static const struct lw_known python[] = {
#include "analyze/syntax/python.def"
};
static const struct lw_known javascript[] = {
#include "analyze/syntax/javascript.def"
};
static const struct lw_known shell[] = {
#include "analyze/syntax/shell.def"
};
static const struct lw_known ruby[] = {
#include "analyze/syntax/ruby.def"
};
#undef LW_CALL
#undef LW_READ
#undef LW_ENVIRONMENT

#define LW_CALL(symbol, capability, gives, does)
#define LW_READ(symbol, capability, gives)
#define LW_ENVIRONMENT(symbol) symbol,
static const char *const environments[LW_LANG_COUNT][8] = {
    {
#include "analyze/syntax/python.def"
    },
    {
#include "analyze/syntax/javascript.def"
    },
    {
#include "analyze/syntax/shell.def"
        NULL,
    },
    {
#include "analyze/syntax/ruby.def"
    },
};

static const struct {
    const struct lw_known *rows;
    size_t count;
} tables[LW_LANG_COUNT] = {
    { python, LW_COUNT(python) },
    { javascript, LW_COUNT(javascript) },
    { shell, LW_COUNT(shell) },
    { ruby, LW_COUNT(ruby) },
};

static struct lw_map maps[LW_LANG_COUNT], builtins[LW_LANG_COUNT], connections[LW_LANG_COUNT];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Behind the last "()" of the first `len` bytes; 0 where there is none. */
static size_t behind_call(struct lw_view symbol, size_t len)
{
    while (len >= 2 && !(symbol.ptr[len - 2] == '(' && symbol.ptr[len - 1] == ')'))
        len--;
    return len >= 2 ? len : 0;
}

/* requests.Session, for requests.Session().get; http.request itself. */
static void add_connection(size_t language, const struct lw_known *known)
{
    struct lw_view symbol = lw_view_c(known->symbol);
    if (known->capability != LW_C_NETWORK || known->reads)
        return;
    size_t end = behind_call(symbol, symbol.len);
    if (end && !lw_view_starts(symbol, LW_VIEW("asyncio.get_event_loop")))
        *lw_map_put(&connections[language], lw_view_sub(symbol, 0, end - 2), NULL) = 1;
    *lw_map_put(&connections[language], symbol, NULL) = 1;
}

static void fill(void)
{
    for (size_t t = 0; t < LW_LANG_COUNT; t++) {
        maps[t] = builtins[t] = connections[t] = (struct lw_map)LW_MAP_INIT;
        for (size_t i = 0; i < tables[t].count; i++) {
            struct lw_view symbol = lw_view_c(tables[t].rows[i].symbol);
            *lw_map_put(&maps[t], symbol, NULL) = i;
            add_connection(t, &tables[t].rows[i]);
            /* A module whose import is not seen is meant by its name all the same. */
            *lw_map_put(&builtins[t], lw_view_sub(symbol, 0, lw_view_find_byte(symbol, '.')),
                        NULL) = 1;
        }
    }
}

static const struct lw_known *row(enum lw_language language, struct lw_view key)
{
    const uint64_t *index = lw_map_get(&maps[language], key);
    return index ? &tables[language].rows[*index] : NULL;
}

const struct lw_known *lw_catalog_find(enum lw_language language, struct lw_view symbol)
{
    char key[256];
    pthread_once(&once, fill);
    const struct lw_known *found = row(language, symbol);
    if (found || symbol.len > sizeof key - 3)
        return found;
    memcpy(key, symbol.ptr, symbol.len);
    for (size_t at = symbol.len; at-- > 0 && !found;) {
        if (key[at] != '.')
            continue;
        key[at + 1] = '*';
        found = row(language, lw_view(key, at + 2));
    }
    return found;
}

bool lw_catalog_connects(enum lw_language language, struct lw_view symbol)
{
    pthread_once(&once, fill);
    for (size_t end = behind_call(symbol, symbol.len); end; end = behind_call(symbol, end - 1))
        if (lw_map_get(&connections[language], lw_view_sub(symbol, 0, end - 2)))
            return true;
    return false;
}

bool lw_catalog_environment(enum lw_language language, struct lw_view symbol)
{
    for (size_t i = 0; i < LW_COUNT(environments[language]); i++)
        if (environments[language][i] && lw_view_is(symbol, environments[language][i]))
            return true;
    return false;
}

const struct lw_known *lw_catalog_row(enum lw_language language, size_t index)
{
    return index < tables[language].count ? &tables[language].rows[index] : NULL;
}

static const struct {
    const char *start;
    enum lw_capability capability;
} patches[] = {
#define LW_PATCH(start, capability) { start, capability },
#include "analyze/syntax/patch.def"
#undef LW_PATCH
};

enum lw_capability lw_catalog_patch(struct lw_view symbol)
{
    for (size_t i = 0; i < LW_COUNT(patches); i++)
        if (lw_view_starts(symbol, lw_view_c(patches[i].start)))
            return patches[i].capability;
    return LW_C_COUNT;
}

const char *lw_catalog_patch_row(size_t index, enum lw_capability *capability)
{
    if (index >= LW_COUNT(patches))
        return NULL;
    *capability = patches[index].capability;
    return patches[index].start;
}

bool lw_catalog_builtin(enum lw_language language, struct lw_view name)
{
    static const char *const more[] = {
        "global",    "globalThis", "window",   "self",        "__builtins__", "Array",  "Object",
        "__dirname", "exports",    "builtins", "Symbol",      "process",      "Buffer", "String",
        "JSON",      "Promise",    "Reflect",  "WebAssembly", "module",       "Module", "Deno",
        "Bun",       "navigator",  "bytes",    "__filename",
    };
    pthread_once(&once, fill);
    if (lw_map_get(&builtins[language], name))
        return true;
    for (size_t i = 0; i < LW_COUNT(more); i++)
        if (lw_view_is(name, more[i]))
            return true;
    return false;
}
