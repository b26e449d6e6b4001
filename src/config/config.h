/* SPDX-License-Identifier: Apache-2.0
 *
 * config/config.h - layerward.yaml: sections that modules read, each key known, or an error with
 * its line and column.
 *
 *     struct lw_config config = { 0 };
 *     LW_TRY(lw_config_load(&config, "layerward.yaml", &arena, err));
 *     const struct lw_yaml *map = lw_config_section(&config, "review");
 *     const struct lw_config_field fields[] = {
 *         { "max-files", LW_CONFIG_NUMBER, &files, .max = 1000000 },
 *         { "lock", LW_CONFIG_TEXT, &lock },
 *     };
 *     LW_TRY(lw_config_fields(&config, map, fields, LW_COUNT(fields), err));
 *
 * Owns:    nothing; all texts live in the arena.
 * Trusts:  nothing.
 */
#ifndef LW_CONFIG_CONFIG_H
#define LW_CONFIG_CONFIG_H

#include "base/yaml.h"

#define LW_CONFIG_NAME "layerward.yaml" /* looked for in the working folder */

struct lw_config {
    struct lw_arena *arena;     /* borrowed */
    struct lw_view name;        /* of the file, for messages; "" where there is none */
    struct lw_view folder;      /* that holds it: what paths in it are relative to; "" here */
    const struct lw_yaml *root; /* NULL: empty */
};

/* err: LW_E_CONFIG "NAME: line L, column C: ...", also for a section that section.def lacks. */
LW_NODISCARD lw_status lw_config_parse(struct lw_config *out, struct lw_view text, const char *name,
                                       struct lw_arena *arena, struct lw_err *err);

/* From a file. `path` NULL: LW_CONFIG_NAME in the working folder, and an empty configuration where
 * there is none. err: also LW_E_NOT_FOUND, LW_E_IO. */
LW_NODISCARD lw_status lw_config_load(struct lw_config *out, const char *path,
                                      struct lw_arena *arena, struct lw_err *err);

/* A section, or NULL where the file does not have it or leaves it empty. */
const struct lw_yaml *lw_config_section(const struct lw_config *config, const char *name);

enum lw_config_type {
    LW_CONFIG_TEXT,   /* struct lw_view; not empty */
    LW_CONFIG_TEXTS,  /* struct lw_config_texts: one text or a list of them */
    LW_CONFIG_FLAG,   /* bool: true or false */
    LW_CONFIG_NUMBER, /* uint64_t, at most `max` */
    LW_CONFIG_TIME,   /* int64_t, seconds UTC; a day alone counts from its begin */
    LW_CONFIG_NODE,   /* const struct lw_yaml *: read by the caller */
};

struct lw_config_texts {
    struct lw_view *items;
    size_t count, capacity;
};

struct lw_config_field {
    const char *key;
    enum lw_config_type type;
    void *out; /* left alone where the key is not there */
    bool required;
    uint64_t max;              /* of a number; 0: none */
    const char *const *values; /* of a text: NULL-terminated; or NULL */
};

/* Reads a map strictly: a key that no field names, one of another type and a required one that is
 * missing are errors. `map` NULL reads nothing. err: LW_E_CONFIG as above. */
LW_NODISCARD lw_status lw_config_fields(const struct lw_config *config, const struct lw_yaml *map,
                                        const struct lw_config_field *fields, size_t count,
                                        struct lw_err *err);

/* Fails with "NAME: line L, column C: " in front, for what a section finds wrong itself. */
LW_NODISCARD lw_status lw_config_wrong(const struct lw_config *config, const struct lw_yaml *at,
                                       struct lw_err *err, const char *fmt, ...) LW_PRINTF(4, 5);

/* A path that the file names, as it is to be opened: relative ones from the file's folder. */
struct lw_view lw_config_path(const struct lw_config *config, struct lw_view path);

#endif
