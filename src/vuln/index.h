/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index.h - the advisory index: one file, mapped and looked up in place.
 *
 * Owns:    the mapping; texts that are handed out borrow from it.
 * Trusts:  nothing in the file: every offset and count is checked where it is used, so that a
 *          damaged index gives LW_E_FORMAT and never more.
 * Threads: read-only after opening; any number of threads may look up at once.
 * Spec:    docs/formats-index.md
 */
#ifndef LW_VULN_INDEX_H
#define LW_VULN_INDEX_H

#include "base/reader.h"
#include "vuln/index_format.h"
#include "vuln/osv.h"

struct lw_vuln_index; /* opaque */

/* Maps the file; reads and checks its header and the short section at its end, and nothing else.
 * err: LW_E_NOT_FOUND, LW_E_IO, LW_E_FORMAT (not an index, or cut short), LW_E_UNSUPPORTED. */
LW_NODISCARD lw_status lw_vuln_index_open(struct lw_vuln_index **out, const char *path,
                                          struct lw_err *err);

/* An index in memory; `bytes` is borrowed. */
LW_NODISCARD lw_status lw_vuln_index_open_bytes(struct lw_vuln_index **out, struct lw_view bytes,
                                                struct lw_err *err);

void lw_vuln_index_free(struct lw_vuln_index *index); /* NULL is fine */
void lw_vuln_index_free_p(struct lw_vuln_index **slot);

/* ${LAYERWARD_DB}, else ${XDG_DATA_HOME:-~/.local/share}/layerward/advisories.lwdb */
const char *lw_vuln_default_path(struct lw_arena *arena);

/* Checks the checksum over the whole file. err: LW_E_CRC. */
LW_NODISCARD lw_status lw_vuln_index_verify(const struct lw_vuln_index *index, struct lw_err *err);

/* An input that the index was made from. */
struct lw_vuln_source {
    struct lw_view kind; /* "osv", "kev", "epss" */
    struct lw_view name; /* file name without its folder */
    struct lw_view note; /* date or version as the source says it; may be "" */
    uint64_t bytes, records;
};
struct lw_vuln_source_list {
    struct lw_vuln_source *items;
    size_t count, capacity;
};

struct lw_vuln_ecosystem {
    struct lw_view name; /* as OSV has it */
    uint64_t advisories, packages;
};
struct lw_vuln_ecosystem_list {
    struct lw_vuln_ecosystem *items;
    size_t count, capacity;
};

struct lw_vuln_info {
    int64_t built_utc_s;
    int64_t newest_utc_s; /* when the newest but one of fifty was modified; 0: none says */
    uint64_t bytes, advisories, rows, packages, kev, epss;
    struct lw_vuln_ecosystem_list ecosystems; /* by name */
    struct lw_vuln_source_list sources;       /* by kind and name */
};

/* What the header says, without the lists: costs nothing. */
struct lw_vuln_info lw_vuln_index_counts(const struct lw_vuln_index *index);

/* Whole days since the newest advisory was modified; where none says, since the index was built. */
uint64_t lw_vuln_index_age_days(const struct lw_vuln_index *index, int64_t now_utc_s);

/* All of it. */
LW_NODISCARD lw_status lw_vuln_index_info(struct lw_vuln_info *out,
                                          const struct lw_vuln_index *index, struct lw_arena *arena,
                                          struct lw_err *err);

/* The rows of one package. */
struct lw_vuln_rows {
    struct lw_view ecosystem, name; /* as in the index: name in its normal form */
    struct lw_reader reader;
    uint64_t left;
};

/* Finds a package; `name` in its normal form (lw_package_name_normal). */
LW_NODISCARD lw_status lw_vuln_index_find(struct lw_vuln_rows *out, bool *have,
                                          const struct lw_vuln_index *index,
                                          struct lw_view ecosystem, struct lw_view name,
                                          struct lw_err *err);

/* Number of the first package whose ecosystem is not below `ecosystem`: with
 * lw_vuln_index_package(), a walk over "Debian:11", "Debian:12" ... */
LW_NODISCARD lw_status lw_vuln_index_seek(uint64_t *out, const struct lw_vuln_index *index,
                                          struct lw_view ecosystem, struct lw_view name,
                                          struct lw_err *err);

/* The package of a number below counts.packages, in order of ecosystem and name. */
LW_NODISCARD lw_status lw_vuln_index_package(struct lw_vuln_rows *out,
                                             const struct lw_vuln_index *index, uint64_t number,
                                             struct lw_err *err);

/* One row: what the advisory at `record` says of the package. Lists are in the arena. */
struct lw_vuln_row {
    uint64_t record;
    struct lw_osv_affected affected;
};

/* `*have` is false after the last one. */
LW_NODISCARD lw_status lw_vuln_rows_next(struct lw_vuln_row *out, bool *have,
                                         struct lw_vuln_rows *rows,
                                         const struct lw_vuln_index *index, struct lw_arena *arena,
                                         struct lw_err *err);

/* The advisory itself, without its affected packages. */
LW_NODISCARD lw_status lw_vuln_index_record(struct lw_osv *out, const struct lw_vuln_index *index,
                                            uint64_t record, struct lw_arena *arena,
                                            struct lw_err *err);

/* CISA's catalogue of known exploited vulnerabilities. */
struct lw_kev {
    struct lw_view cve;
    int64_t added_utc_s; /* midnight; 0 where it is not said */
    bool ransomware;     /* known to be used in ransomware campaigns */
};
LW_NODISCARD lw_status lw_vuln_index_kev(struct lw_kev *out, bool *have,
                                         const struct lw_vuln_index *index, struct lw_view cve,
                                         struct lw_err *err);
LW_NODISCARD lw_status lw_vuln_index_kev_at(struct lw_kev *out, const struct lw_vuln_index *index,
                                            uint64_t number, struct lw_err *err);

/* FIRST's exploit prediction scores, in millionths. */
struct lw_epss {
    uint16_t year;
    uint32_t number;                  /* CVE-year-number */
    uint32_t probability, percentile; /* 1000000 is 1 */
};
LW_NODISCARD lw_status lw_vuln_index_epss(struct lw_epss *out, bool *have,
                                          const struct lw_vuln_index *index, struct lw_view cve,
                                          struct lw_err *err);
LW_NODISCARD lw_status lw_vuln_index_epss_at(struct lw_epss *out, const struct lw_vuln_index *index,
                                             uint64_t number, struct lw_err *err);

/* "CVE-2021-44228" in any case; false for anything else, or a number over 32 bits. */
bool lw_cve_parse(uint16_t *year, uint32_t *number, struct lw_view id);

#endif
