/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/fold_method.c - methods of constant texts and lists, of Python and JavaScript.
 */
#include "analyze/syntax/fold.h"

#include "analyze/syntax/budget.h"

typedef bool method_fn(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                       struct lw_args *args);

static struct lw_value arg(const struct lw_args *args, size_t i)
{
    return i < args->count ? args->items[i] : LW_UNKNOWN;
}

static void finish(struct lw_value *out, struct lw_value object, const struct lw_args *args)
{
    lw_value_taint(out, &object);
    lw_value_taint(out, &args->all);
}

static void finish_text(struct lw_eval *e, struct lw_value *out, const struct lw_buf *buf)
{
    struct lw_value from = *out;
    *out = lw_text_made(e, buf);
    lw_value_taint(out, &from);
}

/* "-".join(list) and list.join("-") */
static bool join(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                 struct lw_args *args)
{
    struct lw_value list = object.kind == LW_V_LIST ? object : lw_fold_as_list(e, arg(args, 0));
    struct lw_value between = object.kind == LW_V_LIST ? arg(args, 0) : object;
    *out = LW_UNKNOWN;
    if (list.kind == LW_V_LIST) {
        struct lw_view sign = between.kind == LW_V_TEXT ? between.text : LW_VIEW(",");
        *out = lw_fold_join(e, list.list->items, list.list->count, sign);
    }
    finish(out, object, args);
    return true;
}

static bool split(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                  struct lw_args *args)
{
    struct lw_value sign = arg(args, 0);
    if (object.kind != LW_V_TEXT || (args->count && sign.kind != LW_V_TEXT))
        return false;
    if (args->count && sign.text.len == 0) {
        *out = lw_fold_as_list(e, object);
        return true;
    }
    if (!lw_spend(e, object.text.len))
        return false;
    struct lw_view needle = args->count ? sign.text : LW_VIEW(" "), rest = object.text;
    *out = lw_value_list(&e->arena, LW_V_LIST);
    for (size_t at = 0; at != LW_NOT_FOUND && out->list->count < LW_VALUE_LIST_MAX;) {
        at = lw_view_find(rest, needle);
        struct lw_value piece = lw_value_text(lw_view_sub(rest, 0, at));
        piece.computed = true;
        lw_list_push(e, out, piece);
        rest = at == LW_NOT_FOUND ? rest : lw_view_from(rest, at + needle.len);
    }
    finish(out, object, args);
    return true;
}

static bool reverse(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                    struct lw_args *args)
{
    (void)args;
    return object.kind == LW_V_LIST && lw_fold_reversed(e, out, &object);
}

static bool replace(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                    struct lw_args *args)
{
    struct lw_value from = arg(args, 0), to = arg(args, 1);
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    if (object.kind != LW_V_TEXT)
        return false;
    *out = LW_UNKNOWN;
    finish(out, object, args);
    if (from.kind != LW_V_TEXT || to.kind != LW_V_TEXT || !from.text.len ||
        object.text.len > LW_VALUE_TEXT_MAX / 16)
        return true;
    for (struct lw_view rest = object.text; rest.len;) {
        size_t at = lw_view_find(rest, from.text);
        if (!lw_text_add(e, &buf, lw_view_sub(rest, 0, at)) ||
            (at != LW_NOT_FOUND && !lw_text_add(e, &buf, to.text)))
            return true;
        rest = lw_view_from(rest, at == LW_NOT_FOUND ? rest.len : at + from.text.len);
    }
    finish_text(e, out, &buf);
    return true;
}

static bool strip(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                  struct lw_args *args)
{
    (void)e, (void)args;
    if (object.kind != LW_V_TEXT)
        return false;
    *out = object;
    out->text = lw_view_trim(object.text);
    return true;
}

static bool change_case(struct lw_eval *e, struct lw_value *out, struct lw_value object, bool upper)
{
    if (object.kind != LW_V_TEXT || !lw_spend(e, object.text.len))
        return false;
    uint8_t *bytes = lw_arena_alloc(&e->arena, object.text.len + 1);
    for (size_t i = 0; i < object.text.len; i++) {
        uint8_t c = object.text.ptr[i];
        bool turn = lw_is_alpha(c) && (c >= 'a') == upper;
        bytes[i] = turn ? (uint8_t)(c ^ 0x20) : c;
    }
    *out = object;
    out->text = lw_view(bytes, object.text.len);
    out->computed = true;
    return true;
}

static bool lower(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                  struct lw_args *args)
{
    (void)args;
    return change_case(e, out, object, false);
}
static bool upper(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                  struct lw_args *args)
{
    (void)args;
    return change_case(e, out, object, true);
}

/* x.decode("hex"), buffer.toString("utf8"), x.encode(), String(x): the text itself, or decoded. */
static bool decode(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                   struct lw_args *args)
{
    struct lw_value name = arg(args, 0);
    if (object.kind != LW_V_TEXT)
        return false;
    if (name.kind == LW_V_TEXT && lw_fold_codec(name.text) && e->ir->language == LW_LANG_PYTHON)
        return lw_fold_decoded(e, out, lw_fold_codec(name.text), &object);
    *out = object;
    out->bytes = false;
    return true;
}

static bool encode(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                   struct lw_args *args)
{
    (void)e, (void)args;
    *out = object;
    out->bytes = true;
    return object.kind == LW_V_TEXT;
}

/* What stands for {}, {0} or {name}. */
static const struct lw_value *field_of(const struct lw_eval *e, const struct lw_args *args,
                                       struct lw_view name, size_t *next)
{
    char key[64];
    uint64_t number;
    if (!name.len)
        return lw_arg(e, args, (*next)++, NULL);
    if (lw_view_u64(&number, name, 1000))
        return lw_arg(e, args, (size_t)number, NULL);
    size_t len = name.len < sizeof key ? name.len : sizeof key - 1;
    memcpy(key, name.ptr, len);
    key[len] = '\0';
    return lw_arg(e, args, LW_EVAL_ARGS, key);
}

/* "{}.{name}".format(a, name=b) */
static bool format(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                   struct lw_args *args)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    size_t next = 0;
    if (object.kind != LW_V_TEXT)
        return false;
    *out = LW_UNKNOWN;
    finish(out, object, args);
    for (size_t i = 0; i < object.text.len; i++) {
        uint8_t c = object.text.ptr[i];
        struct lw_view rest = lw_view_from(object.text, i + 1), piece;
        if ((c == '{' || c == '}') && rest.len && rest.ptr[0] == c) {
            i++;
            piece = lw_view_sub(rest, 0, 1);
        } else if (c != '{') {
            piece = lw_view_sub(object.text, i, 1);
        } else {
            size_t end = lw_view_find_byte(rest, '}');
            const struct lw_value *v = field_of(e, args, lw_view_sub(rest, 0, end), &next);
            if (end == LW_NOT_FOUND || !v || !lw_value_as_text(&piece, v, &e->arena))
                return true;
            i += end + 1;
        }
        if (!lw_text_add(e, &buf, piece))
            return true;
    }
    finish_text(e, out, &buf);
    return true;
}

static bool concat(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                   struct lw_args *args)
{
    if (object.kind != LW_V_TEXT && object.kind != LW_V_LIST)
        return false;
    *out = object;
    for (size_t i = 0; i < args->count; i++)
        *out = lw_fold_binary(e, '+', *out, args->items[i]);
    return true;
}

/* substring(a, b), slice(a, b), substr(a, length) */
static bool part(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                 struct lw_args *args, bool by_length)
{
    struct lw_value bounds[3] = { arg(args, 0), arg(args, 1), { .kind = LW_V_LIST } };
    if ((object.kind != LW_V_TEXT && object.kind != LW_V_LIST) || !args->count)
        return false;
    if (args->count < 2)
        bounds[1].kind = LW_V_LIST;
    else if (by_length && bounds[0].kind == LW_V_NUMBER && bounds[1].kind == LW_V_NUMBER)
        bounds[1].number += bounds[0].number < 0 ? 0 : bounds[0].number;
    *out = lw_fold_slice(e, object, bounds);
    return true;
}
static bool slice(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                  struct lw_args *args)
{
    return part(e, out, object, args, false);
}
static bool substr(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                   struct lw_args *args)
{
    return part(e, out, object, args, true);
}

static bool at(struct lw_eval *e, struct lw_value *out, struct lw_value object,
               struct lw_args *args)
{
    if (object.kind != LW_V_TEXT && object.kind != LW_V_LIST)
        return false;
    *out = lw_fold_index(e, object, args->count ? args->items[0] : lw_value_number(0));
    return true;
}

static bool char_code(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                      struct lw_args *args)
{
    struct lw_value c;
    if (!at(e, &c, object, args))
        return false;
    *out = c.kind == LW_V_TEXT && c.text.len == 1 ? lw_value_number(c.text.ptr[0]) : LW_UNKNOWN;
    finish(out, object, args);
    return true;
}

static bool map(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                struct lw_args *args)
{
    return object.kind == LW_V_LIST && args->count &&
           lw_fold_map(e, out, args->items[0], object, args->nodes[0]);
}

static bool push(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                 struct lw_args *args)
{
    if (object.kind != LW_V_LIST || !args->count || args->all.from)
        return false;
    for (size_t i = 0; i < args->count; i++) {
        struct lw_value item = lw_used(e, args->items[i], args->nodes[i]);
        if (item.from)
            return false; /* the variable has to hold it too */
        lw_list_push(e, &object, item);
    }
    *out = LW_UNKNOWN;
    return true;
}

/* What takes items out of a list (shift, pop, splice) is not followed. */
static const struct {
    const char *name;
    method_fn *fn;
} methods[] = {
    { "join", join },
    { "split", split },
    { "reverse", reverse },
    { "replace", replace },
    { "replaceAll", replace },
    { "strip", strip },
    { "trim", strip },
    { "lower", lower },
    { "toLowerCase", lower },
    { "upper", upper },
    { "toUpperCase", upper },
    { "decode", decode },
    { "toString", decode },
    { "encode", encode },
    { "format", format },
    { "concat", concat },
    { "substring", slice },
    { "slice", slice },
    { "substr", substr },
    { "charAt", at },
    { "at", at },
    { "charCodeAt", char_code },
    { "codePointAt", char_code },
    { "map", map },
    { "flatMap", map },
    { "forEach", map },
    { "push", push },
    { "append", push },
};

bool lw_fold_method(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                    struct lw_view method, struct lw_args *args)
{
    if (object.kind != LW_V_TEXT && object.kind != LW_V_LIST)
        return false;
    for (size_t i = 0; i < LW_COUNT(methods); i++)
        if (lw_view_is(method, methods[i].name))
            return methods[i].fn(e, out, object, args);
    return false;
}
