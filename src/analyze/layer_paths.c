/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/layer_paths.c - search paths of a layer, by path alone.
 */
#include "analyze/layer_paths.h"

#include <stdlib.h>

/* The public modules of sys.stdlib_module_names of CPython 3.11. */
static const char *const python_stdlib[] = {
    "abc",          "aifc",         "argparse",     "array",       "ast",
    "asynchat",     "asyncio",      "asyncore",     "atexit",      "audioop",
    "base64",       "bdb",          "binascii",     "bisect",      "builtins",
    "bz2",          "cProfile",     "calendar",     "cgi",         "cgitb",
    "chunk",        "cmath",        "cmd",          "code",        "codecs",
    "codeop",       "collections",  "colorsys",     "compileall",  "concurrent",
    "configparser", "contextlib",   "contextvars",  "copy",        "copyreg",
    "crypt",        "csv",          "ctypes",       "curses",      "dataclasses",
    "datetime",     "dbm",          "decimal",      "difflib",     "dis",
    "distutils",    "doctest",      "email",        "encodings",   "ensurepip",
    "enum",         "errno",        "faulthandler", "fcntl",       "filecmp",
    "fileinput",    "fnmatch",      "fractions",    "ftplib",      "functools",
    "gc",           "genericpath",  "getopt",       "getpass",     "gettext",
    "glob",         "graphlib",     "grp",          "gzip",        "hashlib",
    "heapq",        "hmac",         "html",         "http",        "idlelib",
    "imaplib",      "imghdr",       "imp",          "importlib",   "inspect",
    "io",           "ipaddress",    "itertools",    "json",        "keyword",
    "lib2to3",      "linecache",    "locale",       "logging",     "lzma",
    "mailbox",      "mailcap",      "marshal",      "math",        "mimetypes",
    "mmap",         "modulefinder", "msilib",       "msvcrt",      "multiprocessing",
    "netrc",        "nis",          "nntplib",      "nt",          "ntpath",
    "nturl2path",   "numbers",      "opcode",       "operator",    "optparse",
    "os",           "ossaudiodev",  "pathlib",      "pdb",         "pickle",
    "pickletools",  "pipes",        "pkgutil",      "platform",    "plistlib",
    "poplib",       "posix",        "posixpath",    "pprint",      "profile",
    "pstats",       "pty",          "pwd",          "py_compile",  "pyclbr",
    "pydoc",        "pydoc_data",   "pyexpat",      "queue",       "quopri",
    "random",       "re",           "readline",     "reprlib",     "resource",
    "rlcompleter",  "runpy",        "sched",        "secrets",     "select",
    "selectors",    "shelve",       "shlex",        "shutil",      "signal",
    "site",         "smtpd",        "smtplib",      "sndhdr",      "socket",
    "socketserver", "spwd",         "sqlite3",      "sre_compile", "sre_constants",
    "sre_parse",    "ssl",          "stat",         "statistics",  "string",
    "stringprep",   "struct",       "subprocess",   "sunau",       "symtable",
    "sys",          "sysconfig",    "syslog",       "tabnanny",    "tarfile",
    "telnetlib",    "tempfile",     "termios",      "textwrap",    "threading",
    "time",         "timeit",       "tkinter",      "token",       "tokenize",
    "tomllib",      "trace",        "traceback",    "tracemalloc", "tty",
    "turtle",       "turtledemo",   "types",        "typing",      "unicodedata",
    "unittest",     "urllib",       "uu",           "uuid",        "venv",
    "warnings",     "wave",         "weakref",      "webbrowser",  "winreg",
    "winsound",     "wsgiref",      "xdrlib",       "xml",         "xmlrpc",
    "zipapp",       "zipfile",      "zipimport",    "zlib",        "zoneinfo",
};

/* module.builtinModules of Node.js 22, without subpaths. */
static const char *const node_builtin[] = {
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "domain",
    "events",
    "fs",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "repl",
    "stream",
    "string_decoder",
    "sys",
    "timers",
    "tls",
    "trace_events",
    "tty",
    "url",
    "util",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
    "zlib",
};

static const struct {
    const char *variable, *family;
} kinds[LW_SEARCH_COUNT] = {
    [LW_SEARCH_NONE] = { "", "" },
    [LW_SEARCH_EXTENSIONS] = { "extensions", "" },
    [LW_SEARCH_PYTHON] = { "sys.path", "python" },
    [LW_SEARCH_PYTHON_SITE] = { "sys.path", "python" },
    [LW_SEARCH_NODE] = { "NODE_PATH", "nodejs" },
    [LW_SEARCH_NODE_MAJOR] = { "NODE_PATH", "nodejs" },
    [LW_SEARCH_JAVA] = { "CLASSPATH", "java" },
    [LW_SEARCH_GEMS] = { "GEM_PATH", "ruby" },
    [LW_SEARCH_RUBY_LIB] = { "RUBYLIB", "ruby" },
    [LW_SEARCH_DOTNET] = { "DOTNET_SHARED_STORE", "dotnet" },
    [LW_SEARCH_BIN] = { "PATH", "" },
    [LW_SEARCH_LIB] = { "LD_LIBRARY_PATH", "" },
};

const char *lw_search_variable(enum lw_search_kind kind)
{
    return kinds[kind].variable;
}

const char *lw_search_family(enum lw_search_kind kind)
{
    return kinds[kind].family;
}

struct lw_view lw_path_top(struct lw_view path)
{
    return lw_view_sub(path, 0, lw_view_find_byte(path, '/'));
}

static bool version_like(struct lw_view v)
{
    for (size_t i = 0; i < v.len; i++)
        if (!lw_is_digit(v.ptr[i]) && v.ptr[i] != '.')
            return false;
    return v.len && lw_is_digit(v.ptr[0]);
}

/* Matches `pattern` ("python/lib/python*" + "/site-packages/"), where "*" is a version. */
static bool matches(struct lw_search_place *out, struct lw_view path, const char *pattern)
{
    struct lw_view before = lw_view_c(pattern), after = LW_VIEW(""), version = LW_VIEW("");
    size_t star = lw_view_find_byte(before, '*'), len = before.len;
    if (star != LW_NOT_FOUND) {
        after = lw_view_from(before, star + 1);
        before = lw_view_sub(before, 0, star);
        if (!lw_view_starts(path, before))
            return false;
        version = lw_path_top(lw_view_from(path, star));
        len = star + version.len + after.len;
        if (!version_like(version) ||
            !lw_view_starts(lw_view_from(path, star + version.len), after))
            return false;
    } else if (!lw_view_starts(path, before)) {
        return false;
    }
    out->version = version;
    out->folder = lw_view_sub(path, 0, len - 1);
    out->inside = lw_view_from(path, len);
    return out->inside.len > 0;
}

struct lw_search_place lw_search_place_of(struct lw_view path)
{
    static const struct {
        const char *pattern;
        enum lw_search_kind kind;
    } places[] = {
        /* the longer of two that fit stands first */
        { "extensions/", LW_SEARCH_EXTENSIONS },
        { "python/lib/python*/site-packages/", LW_SEARCH_PYTHON_SITE },
        { "python/", LW_SEARCH_PYTHON },
        { "nodejs/node_modules/", LW_SEARCH_NODE },
        { "nodejs/node*/node_modules/", LW_SEARCH_NODE_MAJOR },
        { "java/lib/", LW_SEARCH_JAVA },
        { "ruby/gems/*/", LW_SEARCH_GEMS },
        { "ruby/lib/", LW_SEARCH_RUBY_LIB },
        { "dotnetcore/store/", LW_SEARCH_DOTNET },
        { "bin/", LW_SEARCH_BIN },
        { "lib/", LW_SEARCH_LIB },
    };
    struct lw_search_place found = { LW_SEARCH_NONE, LW_VIEW(""), LW_VIEW(""), path };
    /* lib/python3.9/site-packages/ looks like a search path and is none. */
    if (lw_view_starts(path, LW_VIEW("lib/python")) &&
        lw_view_find(path, LW_VIEW("/site-packages/")) != LW_NOT_FOUND)
        return found;
    for (size_t i = 0; i < LW_COUNT(places); i++) {
        if (matches(&found, path, places[i].pattern)) {
            found.kind = places[i].kind;
            return found;
        }
    }
    return found;
}

static bool is_identifier(struct lw_view v)
{
    for (size_t i = 0; i < v.len; i++)
        if (!lw_is_alnum(v.ptr[i]) && v.ptr[i] != '_' && v.ptr[i] < 0x80)
            return false;
    return v.len && !lw_is_digit(v.ptr[0]);
}

struct lw_view lw_python_module(struct lw_view inside)
{
    struct lw_view top = lw_path_top(inside);
    bool folder = top.len < inside.len;
    if (!folder) {
        size_t dot = lw_view_find_byte(top, '.');
        struct lw_view suffix = dot == LW_NOT_FOUND ? LW_VIEW("") : lw_view_from(top, dot);
        bool code = lw_view_is(suffix, ".py") || lw_view_is(suffix, ".pyc") ||
                    lw_view_ends(suffix, LW_VIEW(".so"));
        top = code ? lw_view_sub(top, 0, dot) : LW_VIEW("");
    }
    if (!is_identifier(top) || lw_view_is(top, "__pycache__") ||
        (folder && (lw_view_is(top, "bin") || lw_view_is(top, "lib"))))
        return LW_VIEW("");
    return top;
}

struct lw_view lw_node_package(struct lw_view inside)
{
    struct lw_view top = lw_path_top(inside);
    if (top.len == inside.len || top.len == 0 || top.ptr[0] == '.')
        return LW_VIEW("");
    if (top.ptr[0] != '@')
        return top;
    struct lw_view name = lw_path_top(lw_view_from(inside, top.len + 1));
    if (name.len == 0 || top.len + 1 + name.len == inside.len)
        return LW_VIEW("");
    return lw_view_sub(inside, 0, top.len + 1 + name.len);
}

static int compare(const void *key, const void *item)
{
    const struct lw_view *name = key;
    const char *const *text = item;
    return lw_view_cmp(*name, lw_view_c(*text));
}

bool lw_python_stdlib_has(struct lw_view module)
{
    return bsearch(&module, python_stdlib, LW_COUNT(python_stdlib), sizeof python_stdlib[0],
                   compare) != NULL;
}

bool lw_node_builtin_has(struct lw_view package)
{
    return bsearch(&package, node_builtin, LW_COUNT(node_builtin), sizeof node_builtin[0],
                   compare) != NULL;
}
