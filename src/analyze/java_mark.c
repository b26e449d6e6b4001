/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/java_mark.c - a byte for each constant of a class.
 */
#include "analyze/java_mark.h"

#include <assert.h>

#include "analyze/syntax/variable.h"
#include "base/map.h"
#include "base/text.h"

#define TEXT(literal)                                                                              \
    {                                                                                              \
        (const uint8_t *)(literal), sizeof(literal) - 1                                            \
    }

static const struct lw_java_call calls[] = {
#define LW_JAVA(class, member, descriptor, capability, gives, how)                                 \
    { TEXT(class), TEXT(member), TEXT(descriptor), capability, gives, how },
#include "analyze/java_calls.def"
#undef LW_JAVA
};

/* Texts that say where secrets lie. */
static const struct {
    const char *words;
    uint32_t from;
} places[] = {
    { "/proc/self/environ", LW_FROM_ENVIRONMENT }, { "/proc/1/environ", LW_FROM_ENVIRONMENT },
    { ".aws/credentials", LW_FROM_CREDENTIALS },   { "169.254.169.254", LW_FROM_METADATA },
    { "169.254.170.2", LW_FROM_METADATA },
};

/* Marks: 0 is nothing, a call from 1 on. */
enum { SERVICE = LW_COUNT(calls) + 1, PLACE = SERVICE + 1, SHORT_BYTES = 256 };
static_assert(PLACE + LW_COUNT(places) < UINT8_MAX, "a mark is a byte");

static bool fits(struct lw_view p, struct lw_view text)
{
    if (p.len && p.ptr[p.len - 1] == '*')
        return lw_view_starts(text, lw_view_sub(p, 0, p.len - 1));
    return lw_view_eq(p, text);
}

/* A client of an AWS SDK, by its class, in code that is none itself. */
static bool is_service(const struct lw_class_file *class, struct lw_view owner)
{
    const struct lw_view two = LW_VIEW("software/amazon/awssdk/services/"),
                         one = LW_VIEW("com/amazonaws/services/");
    if (lw_view_starts(class->name, LW_VIEW("software/amazon/awssdk/")) ||
        lw_view_starts(class->name, LW_VIEW("com/amazonaws/")))
        return false;
    struct lw_view base = lw_path_base(owner);
    return (lw_view_starts(owner, two) && lw_view_ends(base, LW_VIEW("Client"))) ||
           (lw_view_starts(owner, one) &&
            (lw_view_starts(base, LW_VIEW("Amazon")) || lw_view_starts(base, LW_VIEW("AWS"))) &&
            !lw_view_ends(base, LW_VIEW("Builder")));
}

static uint8_t member_mark(const struct lw_class_file *class, unsigned index)
{
    struct lw_class_member member;
    if (!lw_class_member(&member, class, index))
        return 0;
    for (size_t i = 0; i < LW_COUNT(calls); i++)
        if (fits(calls[i].member, member.name) &&
            (!calls[i].class.len || fits(calls[i].class, member.owner)) &&
            lw_view_starts(member.descriptor, calls[i].descriptor))
            return (uint8_t)(i + 1);
    return is_service(class, member.owner) ? SERVICE : 0;
}

static uint8_t text_mark(struct lw_view text)
{
    for (size_t i = 0; i < LW_COUNT(places); i++)
        if (lw_view_find(text, lw_view_c(places[i].words)) != LW_NOT_FOUND)
            return (uint8_t)(PLACE + i);
    return 0;
}

/* A long text is searched once; `texts` has the marks by where they stand. */
static uint8_t text_mark_once(struct lw_map *texts, struct lw_view text, struct lw_arena *arena)
{
    bool made = false;
    if (text.len <= SHORT_BYTES)
        return text_mark(text);
    const uintptr_t at = (uintptr_t)text.ptr;
    uint64_t *mark = lw_map_put_copy(texts, lw_view(&at, sizeof at), arena, &made);
    *mark = made ? text_mark(text) : *mark;
    return (uint8_t)*mark;
}

bool lw_java_marks(struct lw_java_marks *out, const struct lw_class_file *class,
                   struct lw_arena *arena)
{
    struct lw_map texts = LW_MAP_INIT;
    bool any = false;
    out->count = class->constant_count;
    out->items = lw_arena_array(arena, (size_t)out->count + 1, 1);
    for (unsigned i = 1; i < out->count; i++) {
        const struct lw_view text = lw_class_string(class, i);
        out->items[i] = text.len ? text_mark_once(&texts, text, arena) : member_mark(class, i);
        any = any || (out->items[i] && out->items[i] < PLACE);
    }
    lw_map_clear(&texts);
    return any;
}

struct lw_java_mark lw_java_mark(const struct lw_java_marks *marks, unsigned constant)
{
    const uint8_t is = constant < marks->count ? marks->items[constant] : 0;
    return (struct lw_java_mark){
        .call = is && is < SERVICE ? &calls[is - 1] : NULL,
        .service = is == SERVICE,
        .place = is >= PLACE ? places[is - PLACE].from : 0,
    };
}
