/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index_build.h - gather advisories and write them as one index.
 *
 * Owns:    its lists; advisories that are added are borrowed until the builder is freed.
 * Not:     thread-safe.
 *
 * The same advisories give the same bytes, in whatever order they were added. Of several records
 * with the same id, the newest one counts, for each ecosystem apart (two databases may each tell
 * their part of one fault). Withdrawn advisories, and what concerns ecosystems that are not read
 * here, are left out.
 */
#ifndef LW_VULN_INDEX_BUILD_H
#define LW_VULN_INDEX_BUILD_H

#include "base/buf.h"
#include "vuln/index.h"

struct lw_index_builder;

struct lw_index_builder *lw_index_builder_new(void);
void lw_index_builder_free(struct lw_index_builder *builder); /* NULL is fine */
void lw_index_builder_free_p(struct lw_index_builder **slot);

/* `osv` and all it points to is borrowed; its ranges are put in order. */
void lw_index_builder_add(struct lw_index_builder *builder, struct lw_osv *osv);
void lw_index_builder_add_kev(struct lw_index_builder *builder, const struct lw_kev *kev);
void lw_index_builder_add_epss(struct lw_index_builder *builder, const struct lw_epss *epss);
void lw_index_builder_add_source(struct lw_index_builder *builder,
                                 const struct lw_vuln_source *source);

/* Adds all of an index. It must stay open until the builder is freed. */
LW_NODISCARD lw_status lw_index_builder_load(struct lw_index_builder *builder,
                                             const struct lw_vuln_index *index, struct lw_err *err);

/* The index as bytes. err: LW_E_LIMIT over 4 GiB a section. To be called once. */
LW_NODISCARD lw_status lw_index_builder_finish(struct lw_buf *out, struct lw_index_builder *builder,
                                               int64_t built_utc_s, struct lw_err *err);

/* How many advisories were left out because they are withdrawn / concern no ecosystem read here.
 * Good after lw_index_builder_finish(). */
size_t lw_index_builder_withdrawn(const struct lw_index_builder *builder);
size_t lw_index_builder_foreign(const struct lw_index_builder *builder);

#endif
