/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/import_files.h - find what there is to read in the inputs of an import; not for others.
 */
#ifndef LW_VULN_IMPORT_FILES_H
#define LW_VULN_IMPORT_FILES_H

#include "archive/archive.h"
#include "vuln/index.h"

/* One text to read: a file, or a member of a zip. */
struct lw_import_unit {
    const char *path; /* of the file or of the zip */
    const struct lw_archive *archive;
    const struct lw_entry *entry;
    size_t source; /* number in the list of sources */
};
struct lw_import_unit_list {
    struct lw_import_unit *items;
    size_t count, capacity;
};
struct lw_archive_list {
    struct lw_archive **items;
    size_t count, capacity;
};

struct lw_import_files {
    struct lw_arena arena;
    struct lw_archive_list archives;
    struct lw_import_unit_list units;
    struct lw_vuln_source_list sources; /* kind "osv", records 0 */
};

/* err: the first input that cannot be opened, or is named and is nothing that can be imported. */
LW_NODISCARD lw_status lw_import_files_find(struct lw_import_files *out, const char *const *inputs,
                                            size_t count, struct lw_err *err);
void lw_import_files_clear(struct lw_import_files *files);

#endif
