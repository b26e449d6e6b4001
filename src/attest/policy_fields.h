/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/policy_fields.h - maps of a configuration with a fixed set of keys.
 */
#ifndef LW_ATTEST_POLICY_FIELDS_H
#define LW_ATTEST_POLICY_FIELDS_H

#include "attest/policy.h"
#include "base/yaml.h"

enum lw_field_kind { LW_FIELD_TEXT, LW_FIELD_TEXTS, LW_FIELD_NUMBER, LW_FIELD_FLAG };

struct lw_field {
    const char *key;
    enum lw_field_kind kind;
    void *into; /* struct lw_view, struct lw_texts, uint64_t, bool */
    bool needed;
};

/* Reads a map; `what` is "a signer". err: LW_E_CONFIG with "line L, column C": a key that is not
 * among the fields, a value of another kind, a needed key that is missing. */
LW_NODISCARD lw_status lw_fields_read(const struct lw_field *fields, size_t count,
                                      const struct lw_yaml *map, const char *what,
                                      struct lw_arena *arena, struct lw_err *err);

/* Whether layerward.yaml may have such a section at its top. */
bool lw_config_section_known(struct lw_view key);

#endif
