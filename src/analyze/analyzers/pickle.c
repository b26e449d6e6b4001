/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/pickle.c - pickles that start programs, run code or talk to servers when they are
 * loaded.
 *
 * A model, a cache or a session is data, and loading it calls what it names.
 * Spec: analyze/pickle.h.
 */
#include "analyze/pickle.h"

#include <stdio.h>

#include "analyze/analyzer.h"
#include "analyze/syntax/catalog.h"
#include "base/map.h"
#include "base/text.h"

enum { NAME_BYTES = 120, TOLD_MAX = 20 };

static enum lw_want wants(const struct lw_file *file)
{
    static const char *const pickles[] = { ".pkl",  ".pickle", ".pck",         ".pcl", ".p",
                                           ".dill", ".joblib", ".cloudpickle", ".pt",  ".pth" };
    static const char *const others[] = { ".py",  ".js", ".json", ".so",  ".txt", ".h",
                                          ".pyc", ".md", ".ts",   ".map", ".mjs", ".cjs" };
    for (size_t i = 0; i < LW_COUNT(pickles); i++)
        if (lw_view_ends_nocase(file->path, lw_view_c(pickles[i])))
            return LW_WANT_YES;
    for (size_t i = 0; i < LW_COUNT(others); i++)
        if (lw_view_ends(file->path, lw_view_c(others[i])))
            return LW_WANT_NO;
    return LW_WANT_MAYBE;
}

struct found {
    const struct lw_file *file;
    struct lw_facts *out;
    struct lw_map told;
};

/* What only looks like one: the results and the types of functions that ask. */
static bool is_harmless(struct lw_view name)
{
    static const char *const names[] = { "os.stat_result",      "posix.stat_result",
                                         "os.terminal_size",    "os.PathLike",
                                         "posix.terminal_size", "subprocess.CompletedProcess" };
    static const char *const ends[] = { "Error", "Exception", "timeout" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(name, lw_view_c(ends[i])))
            return true;
    return LW_VIEW_IN(name, names);
}

/* Of these modules nothing is data. Protocols below 3 have the names of Python 2. */
static bool is_mighty(struct lw_view module)
{
    static const char *const modules[] = {
        "os",
        "posix",
        "nt",
        "subprocess",
        "commands",
        "pty",
        "runpy",
        "pdb",
        "bdb",
        "code",
        "codeop",
        "ctypes",
        "socket",
        "timeit",
        "profile",
        "cProfile",
        "webbrowser",
        "importlib",
        "imp",
        "pip",
        "sys",
        "posixsubprocess",
        "asyncio.subprocess",
        "multiprocessing.popen_fork",
        "http.client",
        "httplib",
        "urllib.request",
        "urllib2",
        "requests",
        "httpx",
        "shutil",
        "platform",
        "gc",
        "marshal",
        "torch.hub",
    };
    return LW_VIEW_IN(module, modules);
}

/* Of these packages no module is data. */
static bool is_of_mighty(struct lw_view module)
{
    static const char *const packages[] = {
        "bdb",     "cgitb",     "ctypes",  "distutils",       "doctest",   "ensurepip", "ftplib",
        "idlelib", "importlib", "lib2to3", "multiprocessing", "pip",       "pydoc",     "smtplib",
        "test",    "trace",     "venv",    "xmlrpc",          "telnetlib",
    };
    struct lw_view package, rest = module;
    return lw_view_split(&package, &rest, '.') && LW_VIEW_IN(package, packages);
}

/* Functions that run what they are given, or reach what is named by texts alone. */
static bool is_reach(struct lw_view module, struct lw_view name)
{
    static const char *const modules[] = { "builtins", "__builtin__", "__builtins__" };
    static const char *const names[] = { "eval",    "exec",       "execfile", "compile",
                                         "apply",   "__import__", "open",     "globals",
                                         "locals",  "vars",       "input",    "breakpoint",
                                         "getattr", "setattr",    "delattr" };
    static const char *const getters[] = { "attrgetter", "methodcaller" };
    if ((lw_view_is(module, "pkgutil") && lw_view_is(name, "resolve_name")) ||
        (lw_view_is(module, "inspect") && lw_view_is(name, "getattr_static")))
        return true;
    return (LW_VIEW_IN(module, modules) && LW_VIEW_IN(name, names)) ||
           ((lw_view_is(module, "operator") || lw_view_is(module, "_operator")) &&
            LW_VIEW_IN(name, getters));
}

/* What leads from any object to all others. */
static bool is_way(struct lw_view part)
{
    static const char *const parts[] = { "__dict__",   "__globals__",    "__builtins__",
                                         "__import__", "__subclasses__", "__getattribute__",
                                         "__loader__", "__spec__",       "__reduce_ex__",
                                         "modules",    "__code__",       "__base__",
                                         "__class__",  "__mro__",        "get_field" };
    return LW_VIEW_IN(part, parts);
}

/* "tempfile._os" is os: modules import others under a name of their own. */
static bool is_mighty_part(struct lw_view part)
{
    while (part.len && part.ptr[0] == '_' && !lw_view_starts(part, LW_VIEW("__")))
        part = lw_view_from(part, 1);
    return is_mighty(part) || is_way(part);
}

/* "module.name" */
struct full_name {
    char text[2 * NAME_BYTES + 2];
};

static struct lw_view full_name(struct full_name *out, struct lw_view module, struct lw_view name)
{
    (void)snprintf(out->text, sizeof out->text, "%.*s.%.*s",
                   LW_FMT(lw_view_sub(module, 0, NAME_BYTES)),
                   LW_FMT(lw_view_sub(name, 0, NAME_BYTES)));
    return lw_view_c(out->text);
}

/* By the list of what functions of Python do. */
static bool is_called_power(struct lw_view full)
{
    const struct lw_known *known = lw_catalog_find(LW_LANG_PYTHON, full);
    return known && !known->reads &&
           (known->capability == LW_C_PROCESS || known->capability == LW_C_DYNAMIC_CODE ||
            known->capability == LW_C_NATIVE_LOAD || known->capability == LW_C_NETWORK);
}

/* `name` may lead through the module: "os.system" of acme.util. */
static bool is_power(struct lw_view module, struct lw_view name, struct lw_view full)
{
    if (is_harmless(full))
        return false;
    if (is_mighty_part(module) || is_of_mighty(module) || is_reach(module, name) ||
        is_called_power(full))
        return true;
    struct lw_view part, rest = name;
    while (lw_view_split(&part, &rest, '.'))
        if (is_mighty_part(part))
            return true;
    return false;
}

/* Once each. */
static void tell(struct found *f, struct lw_view full, size_t offset)
{
    bool made = false;
    (void)lw_map_put_copy(&f->told, full, f->out->arena, &made);
    if (!made || f->told.count > TOLD_MAX)
        return;
    struct lw_view name = lw_text_safe(f->out->arena, lw_arena_copy(f->out->arena, full));
    struct lw_fact *fact = lw_facts_add(f->out, LW_F_CAPABILITY, f->file->location);
    fact->offset = offset;
    lw_fact_set_c(f->out, fact, LW_K_CAPABILITY, lw_capability_name(LW_C_DATA_NAMES));
    lw_fact_set(f->out, fact, LW_K_NAME, name);
    lw_fact_set_c(f->out, fact, LW_K_VALUE, "a power");
    lw_fact_set_c(f->out, fact, LW_K_PHASE, "call");
    lw_fact_printf(f->out, fact, LW_K_SNIPPET, "a pickle: whoever loads it calls %.*s",
                   LW_FMT(name));
}

static void take(void *ctx, struct lw_view module, struct lw_view name, size_t offset)
{
    struct found *f = ctx;
    struct full_name full;
    if (f->told.count > TOLD_MAX)
        return;
    if (!name.len)
        tell(f, LW_VIEW("a name that it works out"), offset);
    else if (is_power(module, name, full_name(&full, module, name)))
        tell(f, lw_view_c(full.text), offset);
}

/* Of an object of no power: no way to others, and nothing that only a module of power has. */
static bool is_plain(struct lw_view name)
{
    static const char *const ways[] = { "f_",  "gi_", "cr_",   "ag_", "tb_",
                                        "im_", "co_", "func_", "__" };
    for (size_t i = 0; i < LW_COUNT(ways); i++)
        if (lw_view_starts(name, lw_view_c(ways[i])))
            return false;
    for (size_t i = 0; i < name.len; i++)
        if (!lw_is_word(name.ptr[i]))
            return false;
    struct full_name full;
    const struct lw_view module = LW_VIEW("os");
    return name.len && !is_mighty_part(name) && !is_called_power(full_name(&full, module, name));
}

/* A method of what the pickle has made is no power: so are bound methods pickled. Whether the
 * object itself is one was told where it was looked up. */
static void reach(void *ctx, const struct lw_pickle_attribute *attribute)
{
    struct found *f = ctx;
    struct full_name inner, full;
    if (!is_plain(attribute->name))
        take(f, LW_VIEW("builtins"), LW_VIEW("getattr"), attribute->offset);
    else if (attribute->module.len &&
             !is_power(attribute->module, attribute->object,
                       full_name(&full, attribute->module, attribute->object)))
        take(f, attribute->module, full_name(&inner, attribute->object, attribute->name),
             attribute->offset);
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    struct found f = { .file = file, .out = out };
    const struct lw_pickle_visitor visitor = { take, reach, &f };
    size_t end = 0;
    /* What is no pickle by its name alone is no matter of this analyser; arrays stand behind. */
    if (!lw_ok(lw_pickle_walk(file->bytes, &visitor, &end, NULL)) &&
        (end > 2 || lw_pickle_magic(file->bytes)))
        lw_pickle_search(file->bytes, end, &visitor);
    lw_map_clear(&f.told);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_pickle = {
    .name = "pickle",
    .what = "pickles that start programs, run code or talk to servers when they are loaded",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_CAPABILITY),
    .wants = wants,
    .accepts = lw_pickle_magic,
    .file = file,
};
