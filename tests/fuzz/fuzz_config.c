/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_config.c - layerward.yaml.
 */
#include "config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_config config = { 0 };
    struct lw_err err = { 0 };
    struct lw_view text = LW_VIEW_NONE;
    struct lw_config_texts texts = { 0 };
    uint64_t number = 0;
    const struct lw_config_field fields[] = {
        { "lock", LW_CONFIG_TEXT, &text, false, 0, NULL },
        { "allow-hosts", LW_CONFIG_TEXTS, &texts, false, 0, NULL },
        { "score", LW_CONFIG_NUMBER, &number, false, 100, NULL },
    };
    if (lw_ok(lw_config_parse(&config, lw_view(data, size), "layerward.yaml", &arena, &err))) {
        const struct lw_yaml *map = lw_config_section(&config, "review");
        lw_status status = lw_config_fields(&config, map, fields, LW_COUNT(fields), &err);
        (void)status;
    }
    lw_arena_clear(&arena);
    return 0;
}
