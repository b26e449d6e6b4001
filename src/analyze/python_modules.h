/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/python_modules.h - common Python distributions by their code, where no metadata is.
 *
 * Owns:    nothing.
 * Trusts:  nothing; a version that is computed is not guessed at.
 */
#ifndef LW_ANALYZE_PYTHON_MODULES_H
#define LW_ANALYZE_PYTHON_MODULES_H

#include "analyze/place.h"

enum lw_python_form {
    LW_PY_TEXT,     /* __version__ = '1.2.3' */
    LW_PY_TUPLE,    /* version_info = (1, 2, 3, 'final', 0) */
    LW_PY_DJANGO,   /* the same, and a third number of 0 is left out */
    LW_PY_ARGUMENT, /* dict(__version__='1.2.3', indented */
    LW_PY_JSON,     /* "version": "1.2.3", as versioneer writes it */
    LW_PY_WHOLE,    /* the file holds nothing else */
};

struct lw_python_module {
    const char *distribution; /* as its metadata writes the name */
    const char *folder;       /* "google/protobuf"; "" for a module of one file */
    const char *file;         /* in it, with the version */
    enum lw_python_form form;
    const char *variable;
    const char *witness; /* another file of the folder; "" where none is needed */
    size_t folder_len, file_len;
};

extern const struct lw_python_module lw_python_modules[];
extern const size_t lw_python_module_count;

/* The longest version that is believed, with a NUL. */
enum { LW_PYTHON_VERSION_BYTES = 64 };

/* The version that `text` (the module's file) states, and its line from 1; numbers without leading
 * zeros, as PEP 440 has them. False where it is missing or computed. */
bool lw_python_version(char out[LW_PYTHON_VERSION_BYTES], uint32_t *line, struct lw_view text,
                       const struct lw_python_module *module);

/* Whether `search` (a folder of modules) has the distribution's dist-info or egg-info, in any of
 * the spellings that tools give its name. */
bool lw_python_has_metadata(const struct lw_file *file, struct lw_view search,
                            struct lw_view distribution);

/* Whether a folder of modules lies inside another package: "pip/_vendor", "botocore/vendored". */
bool lw_python_is_vendor(const struct lw_file *file, struct lw_view search);

#endif
