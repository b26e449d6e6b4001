/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_review_text.c - what a review reads of files: sketches, hunks, hosts. The
 * first NUL of the input parts the old text from the new one.
 */
#include "review/hosts.h"
#include "review/hunks.h"
#include "review/sketch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view all = lw_view(data, size), line, rest = all;
    size_t nul = lw_view_find_byte(all, 0);
    struct lw_view from = lw_view_sub(all, 0, nul);
    struct lw_view to = nul == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(all, nul + 1);
    struct lw_sketch a = lw_sketch_make(from), b = lw_sketch_make(to);
    struct lw_hunk_list hunks = { 0 };
    static const struct lw_hunk_mark marks[] = { { 1, 40 }, { 3, 120 }, { 4, 160 } };
    (void)lw_sketch_likeness(&a, &b);
    lw_hunks_make(&hunks, from, to, marks, 3, LW_HUNKS_ALL, &arena);
    while (lw_view_line(&line, &rest)) {
        struct lw_view host = lw_host_of(line);
        (void)lw_host_is_address(host);
        (void)lw_host_receives(host);
    }
    lw_arena_clear(&arena);
    return 0;
}
