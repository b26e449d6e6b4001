/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/catalog.h - what calling or reading a thing by its full name means: tables, one a
 * language (python.def, javascript.def, shell.def, ruby.def).
 *
 * Names are dotted paths from the module on: "os.system", "child_process.exec",
 * "socket.socket().connect", where "()" is what a call or a class gives. Of shells it is the
 * command's name. The names of a method's receiver are followed as far as the file shows.
 */
#ifndef LW_ANALYZE_SYNTAX_CATALOG_H
#define LW_ANALYZE_SYNTAX_CATALOG_H

#include "analyze/syntax/ir.h"
#include "analyze/syntax/value.h"
#include "facts/facts.h"

/* What is no capability of its own but has a fact of its own, or none (LW_C_COUNT). */
enum {
    LW_C_AWS = LW_C_COUNT + 1,
    LW_C_LOG,      /* a line that is logged or printed */
    LW_C_RESPONSE, /* what a handler answers */
    LW_C_COMMAND,  /* a text that a shell or an interpreter runs */
    LW_C_HANDED,   /* a function of another file of the same package */
    LW_C_PROGRAM,  /* the name of a program that is started */
    LW_C_NAMED,    /* the name of what is imported, or called */
    LW_C_WAIT,     /* how long code waits */
};

/* Where data goes that is handed to a call of that capability: "network", "process", "file",
 * "eval", "dns", "native", "aws-call", "log",
 * "response", "function", "command", "program", "name", "template",
 * "wait"; "" where that says nothing. */
const char *lw_catalog_sink(unsigned capability);

/* What a call does besides, or gives (call.c). */
enum lw_does {
    LW_DO_NOTHING,
    LW_DO_FIRST, /* gives its first argument: str(x), promisify(x) */
    LW_DO_CHR,   /* characters from numbers */
    LW_DO_ORD,
    LW_DO_BYTES, /* bytes([1, 2]), bytes.fromhex is LW_DO_HEX */
    LW_DO_BASE64,
    LW_DO_BASE32,
    LW_DO_HEX,
    LW_DO_BUFFER, /* Buffer.from(text, encoding) */
    LW_DO_CODECS, /* codecs.decode(text, codec) */
    LW_DO_PERCENT,
    LW_DO_INFLATE,
    LW_DO_REVERSE,
    LW_DO_MAP,    /* map(function, list) */
    LW_DO_LIST,   /* list(x), Array.from(x, function) */
    LW_DO_PATH,   /* os.path.join(a, b) */
    LW_DO_IMPORT, /* gives the module of that name */
    LW_DO_EXPANDUSER,
    LW_DO_GETATTR, /* getattr(object, name) */
    LW_DO_SETATTR, /* setattr(object, name, value) */
    LW_DO_WRAP,    /* wrap("module", "name", function), shimmer.wrap(object, "name", function) */
    LW_DO_NAMES,   /* globals(), vars(): names by text */
    LW_DO_OPEN,    /* open(path, mode) */
    LW_DO_WRITE,   /* writes its second argument to its first */
    LW_DO_READ,    /* reads the file that its first argument names */
    LW_DO_GETENV,  /* the variable that its first argument names */
    LW_DO_PUTENV,
    LW_DO_ASSIGN,     /* Object.assign(target, source ...) */
    LW_DO_PROPERTIES, /* Object.defineProperties(target, properties) */
    LW_DO_AWS,        /* a client of the service that its first argument names */
    LW_DO_PARTIAL,    /* calls its first argument with the others, now or later */
    LW_DO_INVOKE,     /* calls what functions it is given, soon */
    LW_DO_RUN,        /* a program with its arguments: looked at as a command */
    LW_DO_FILTER,     /* a command that hands on what it is fed */
    LW_DO_COMPARE,    /* compares secrets, which had better be whole */
    LW_DO_LOAD,       /* runs the file that an argument names, as code or native code */
    LW_DO_BUILD,      /* calls what the data that it is given names */
    LW_DO_YAML,       /* as LW_DO_BUILD, but for a loader that makes plain data */
    LW_DO_PIPE,       /* leads streams, its arguments, each into the next */
    LW_DO_SOURCE,     /* code that stands in its argument is looked at too */
};

struct lw_known {
    const char *symbol;
    unsigned capability; /* enum lw_capability, LW_C_COUNT for none, or LW_C_AWS */
    uint32_t gives;      /* enum lw_from */
    enum lw_does does;
    bool reads; /* takes effect where it is read, not where it is called */
};

/* The name of a fact of LW_C_CREDENTIALS that tells of all that a process has in its memory. */
#define LW_MEMORY_NAME "/proc/*/mem"

/* The value of a fact of LW_C_HIDDEN_NAME where what the last part of a name is of was hidden. */
#define LW_HIDDEN_OWNER "of what is hidden"

/* The row of a symbol, or NULL: the longest that fits, "requests.*" for "requests.get". */
const struct lw_known *lw_catalog_find(enum lw_language language, struct lw_view symbol);

/* Row after row; NULL behind the last one. */
const struct lw_known *lw_catalog_row(enum lw_language language, size_t index);

/* The environment of the process as a map: os.environ, process.env. */
bool lw_catalog_environment(enum lw_language language, struct lw_view symbol);

/* What replacing a member of that path means (patch.def); LW_C_COUNT where it is not listed. */
enum lw_capability lw_catalog_patch(struct lw_view symbol);

/* Row after row of patch.def; NULL behind the last one. */
const char *lw_catalog_patch_row(size_t index, enum lw_capability *capability);

/* What a call of the network gives, and all that comes of that: "socket.socket().makefile()". */
bool lw_catalog_connects(enum lw_language language, struct lw_view symbol);

/* A name that the language itself gives, with nothing imported: "eval", "process". */
bool lw_catalog_builtin(enum lw_language language, struct lw_view name);

#endif
