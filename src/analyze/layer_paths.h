/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/layer_paths.h - the folders of /opt that Lambda's runtimes search, and what is in them.
 *
 * Owns:    nothing; results borrow from the path given.
 * Spec:    https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
 */
#ifndef LW_ANALYZE_LAYER_PATHS_H
#define LW_ANALYZE_LAYER_PATHS_H

#include "base/view.h"

enum lw_search_kind {
    LW_SEARCH_NONE,
    LW_SEARCH_EXTENSIONS,  /* extensions/ */
    LW_SEARCH_PYTHON,      /* python/ */
    LW_SEARCH_PYTHON_SITE, /* python/lib/python3.12/site-packages/ */
    LW_SEARCH_NODE,        /* nodejs/node_modules/ */
    LW_SEARCH_NODE_MAJOR,  /* nodejs/node20/node_modules/ */
    LW_SEARCH_JAVA,        /* java/lib/ */
    LW_SEARCH_GEMS,        /* ruby/gems/3.3.0/ */
    LW_SEARCH_RUBY_LIB,    /* ruby/lib/ */
    LW_SEARCH_DOTNET,      /* dotnetcore/store/ */
    LW_SEARCH_BIN,         /* bin/ */
    LW_SEARCH_LIB,         /* lib/ */
    LW_SEARCH_COUNT
};

struct lw_search_place {
    enum lw_search_kind kind;
    struct lw_view folder;  /* "nodejs/node20/node_modules" */
    struct lw_view version; /* "3.12", "20", "3.3.0"; "" where the folder has none */
    struct lw_view inside;  /* the path from the folder on: "lodash/index.js" */
};

/* The search path that a file of a layer stands in; kind NONE where none finds it. */
struct lw_search_place lw_search_place_of(struct lw_view path);

/* "PATH", "NODE_PATH", "sys.path" ... */
const char *lw_search_variable(enum lw_search_kind kind);

/* Family of runtimes ("python", "nodejs", "java", "ruby", "dotnet"), or "" for all. */
const char *lw_search_family(enum lw_search_kind kind);

/* The module that `import` finds by a path in a Python search path: "json.py", "json/__init__.py",
 * "json/x.py" and "json.cpython-312-x86_64-linux-gnu.so" all give "json". Empty for metadata,
 * programs and data at the top. */
struct lw_view lw_python_module(struct lw_view inside);

/* The package that require() finds: "lodash" or "@aws-sdk/client-s3" of its files. */
struct lw_view lw_node_package(struct lw_view inside);

/* Cuts "a/b/c" at the first slash; the whole where there is none. */
struct lw_view lw_path_top(struct lw_view path);

/* Names of the standard library of Python 3 and of Node.js; what they hide is never found or never
 * meant. */
bool lw_python_stdlib_has(struct lw_view module);
bool lw_node_builtin_has(struct lw_view package);

#endif
