/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/fold.c - texts that code puts together, put together when it is looked at.
 */
#include "analyze/syntax/fold.h"

#include "analyze/syntax/budget.h"
#include "base/text.h"

enum { PARTIAL_MAX = 4096 };

static struct lw_value unknown_from(const struct lw_value *a, const struct lw_value *b)
{
    struct lw_value v = LW_UNKNOWN;
    lw_value_taint(&v, a);
    if (b)
        lw_value_taint(&v, b);
    return v;
}

struct lw_value lw_fold_join(struct lw_eval *e, const struct lw_value *items, size_t count,
                             struct lw_view between)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_value all = LW_UNKNOWN;
    bool known = lw_spend(e, count), any = false;
    for (size_t i = 0; i < count; i++) {
        struct lw_view piece = items[i].kind == LW_V_UNKNOWN ? items[i].text : LW_VIEW_NONE;
        lw_value_taint(&all, &items[i]);
        bool whole = lw_value_as_text(&piece, &items[i], &e->arena);
        known = known && whole;
        any = any || piece.len;
        if (!lw_text_add(e, &buf, i ? between : LW_VIEW_NONE) ||
            !lw_text_add(e, &buf, !whole && !piece.len ? LW_VIEW("{}") : piece))
            return all;
    }
    if (!known) {
        all.text = any && buf.len <= PARTIAL_MAX ? lw_arena_copy(&e->arena, lw_buf_view(&buf))
                                                 : LW_VIEW_NONE;
        return all;
    }
    struct lw_value v = lw_text_made(e, &buf);
    v.computed = count > 1 || (count == 1 && items[0].computed);
    v.bytes = count > 0 && items[0].bytes;
    lw_value_taint(&v, &all);
    return v;
}

/* "%s:%d" % (a, b); one that is not known leaves the whole unknown. */
static struct lw_value percent(struct lw_eval *e, struct lw_value format, struct lw_value args)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_value result = unknown_from(&format, &args);
    size_t next = 0;
    for (size_t i = 0; i < format.text.len; i++) {
        uint8_t c = format.text.ptr[i];
        if (c != '%' || i + 1 == format.text.len) {
            if (!lw_text_add(e, &buf, lw_view_sub(format.text, i, 1)))
                return result;
            continue;
        }
        uint8_t kind = format.text.ptr[++i];
        const struct lw_value *v = args.kind == LW_V_LIST
                                       ? (next < args.list->count ? &args.list->items[next] : NULL)
                                       : (next == 0 ? &args : NULL);
        struct lw_view piece;
        next++;
        if (kind == '%') {
            next--;
            piece = LW_VIEW("%");
        } else if (!v || !strchr("sdirc", kind) || !lw_value_as_text(&piece, v, &e->arena)) {
            return result;
        }
        if (!lw_text_add(e, &buf, piece))
            return result;
    }
    struct lw_value v = lw_text_made(e, &buf);
    lw_value_taint(&v, &result);
    return v;
}

static struct lw_value repeat(struct lw_eval *e, struct lw_value text, int64_t times)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    if (times < 0 || (times && text.text.len > (size_t)(LW_VALUE_TEXT_MAX / 16 / times)))
        return unknown_from(&text, NULL);
    for (int64_t i = 0; i < times && text.text.len; i++)
        if (!lw_text_add(e, &buf, text.text))
            return unknown_from(&text, NULL);
    return lw_text_made(e, &buf);
}

static int64_t shift(int64_t a, int64_t b, bool left)
{
    if (b < 0 || b > 62)
        return 0;
    return left ? (int64_t)((uint64_t)a << b) : a >> b;
}

static struct lw_value arithmetic(uint8_t op, int64_t a, int64_t b)
{
    int64_t result = 0;
    switch (op) {
    case '+':
        return __builtin_add_overflow(a, b, &result) ? LW_UNKNOWN : lw_value_number(result);
    case '-':
        return __builtin_sub_overflow(a, b, &result) ? LW_UNKNOWN : lw_value_number(result);
    case '*':
        return __builtin_mul_overflow(a, b, &result) ? LW_UNKNOWN : lw_value_number(result);
    case '/':
        return b == 0 || b == -1 ? LW_UNKNOWN : lw_value_number(a / b);
    case '%':
        return b == 0 || b == -1 ? LW_UNKNOWN : lw_value_number(((a % b) + b) % b);
    case '^':
        return lw_value_number(a ^ b);
    case '&':
        return lw_value_number(a & b);
    case '|':
        return lw_value_number(a | b);
    case 'l':
    case 'r':
        return lw_value_number(shift(a, b, op == 'l'));
    default:
        return LW_UNKNOWN;
    }
}

static struct lw_value concat_lists(struct lw_eval *e, struct lw_value a, struct lw_value b)
{
    struct lw_value list = lw_value_list(&e->arena, LW_V_LIST);
    lw_list_push_all(e, &list, &a);
    lw_list_push_all(e, &list, &b);
    return list;
}

struct lw_value lw_fold_binary(struct lw_eval *e, uint8_t op, struct lw_value a, struct lw_value b)
{
    struct lw_value v = LW_UNKNOWN, pair[2] = { a, b };
    bool numbers = a.kind == LW_V_NUMBER && b.kind == LW_V_NUMBER;
    if (numbers)
        v = arithmetic(op, a.number, b.number);
    else if (op == '+' && a.kind == LW_V_LIST && b.kind == LW_V_LIST)
        v = concat_lists(e, a, b);
    else if (op == '+' && (a.kind == LW_V_TEXT || b.kind == LW_V_TEXT))
        v = lw_fold_join(e, pair, 2, LW_VIEW_NONE);
    else if (op == '%' && a.kind == LW_V_TEXT)
        v = percent(e, a, b);
    else if (op == '*' && a.kind == LW_V_TEXT && b.kind == LW_V_NUMBER)
        v = repeat(e, a, b.number);
    else if (op == '/' && a.kind == LW_V_SYMBOL && b.kind == LW_V_TEXT)
        v = a; /* pathlib */
    else if (op == '/' && a.kind == LW_V_TEXT && b.kind == LW_V_TEXT)
        v = lw_fold_join(e, pair, 2, LW_VIEW("/"));
    lw_value_taint(&v, &a);
    lw_value_taint(&v, &b);
    if (op == '^' && v.kind == LW_V_UNKNOWN)
        v.from |= LW_FROM_XOR;
    return v;
}

static bool at_index(size_t *at, const struct lw_value *key, size_t count)
{
    int64_t i = key->number < 0 ? key->number + (int64_t)count : key->number;
    if (key->kind != LW_V_NUMBER || i < 0 || (uint64_t)i >= count)
        return false;
    *at = (size_t)i;
    return true;
}

struct lw_value lw_fold_index(struct lw_eval *e, struct lw_value object, struct lw_value key)
{
    struct lw_value v = unknown_from(&object, NULL);
    struct lw_view name;
    size_t at;
    if (object.kind == LW_V_LIST && at_index(&at, &key, object.list->count))
        return object.list->items[at];
    if (object.kind == LW_V_TEXT && at_index(&at, &key, object.text.len)) {
        v = object.bytes ? lw_value_number(object.text.ptr[at])
                         : lw_value_text(lw_view_sub(object.text, at, 1));
        v.computed = true;
        lw_value_taint(&v, &object);
        return v;
    }
    if (object.kind == LW_V_MAP && lw_spend(e, object.list->count) &&
        lw_value_as_text(&name, &key, &e->arena)) {
        const struct lw_value *item = lw_value_key(&object, name);
        return item ? *item : v;
    }
    return v;
}

struct lw_value lw_fold_slice(struct lw_eval *e, struct lw_value object,
                              const struct lw_value part[3])
{
    bool text = object.kind == LW_V_TEXT, list = object.kind == LW_V_LIST;
    int64_t count = text ? (int64_t)object.text.len : list ? (int64_t)object.list->count : 0;
    int64_t bounds[3] = { 0, count, 1 };
    for (size_t i = 0; i < 3; i++) {
        bool end = i < 2;
        if (part[i].kind == LW_V_NUMBER)
            bounds[i] = part[i].number;
        else if (part[i].kind != LW_V_LIST && (end || part[i].from))
            return unknown_from(&object, NULL); /* not known; LW_V_LIST: left out */
    }
    int64_t step = bounds[2];
    bool left_out[2] = { part[0].kind != LW_V_NUMBER, part[1].kind != LW_V_NUMBER };
    for (size_t i = 0; i < 2; i++)
        if (!left_out[i] && bounds[i] < 0)
            bounds[i] += count;
    if (step == 0 || step > count + 1 || step < -count - 1 || !(text || list) || !lw_roomy(e))
        return unknown_from(&object, NULL);
    int64_t at = left_out[0] ? (step > 0 ? 0 : count - 1) : bounds[0];
    int64_t end = left_out[1] ? (step > 0 ? count : -1) : bounds[1];
    at = at < 0 ? (step > 0 ? 0 : -1) : at > count ? (step > 0 ? count : count - 1) : at;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_value items = list ? lw_value_list(&e->arena, LW_V_LIST) : LW_UNKNOWN;
    for (; step > 0 ? at < end && at < count : at > end && at >= 0; at += step) {
        if (at >= count)
            continue;
        if (text && !lw_text_add(e, &buf, lw_view_sub(object.text, (size_t)at, 1)))
            return unknown_from(&object, NULL);
        if (list)
            lw_list_push(e, &items, object.list->items[at]);
    }
    struct lw_value v = text ? lw_text_made(e, &buf) : items;
    v.bytes = object.bytes;
    lw_value_taint(&v, &object);
    return v;
}

bool lw_fold_decoded(struct lw_eval *e, struct lw_value *out, lw_decode_fn *decode,
                     const struct lw_value *v)
{
    struct lw_view text;
    *out = unknown_from(v, NULL);
    out->from |= LW_FROM_DECODING;
    if (v->kind == LW_V_TEXT && v->text.len <= LW_VALUE_TEXT_MAX && lw_spend(e, v->text.len) &&
        decode(&text, v->text, &e->arena) && lw_spend(e, text.len)) {
        out->kind = LW_V_TEXT;
        out->text = text;
        out->computed = true;
    }
    return true;
}

lw_decode_fn *lw_fold_codec(struct lw_view name)
{
    static const struct {
        const char *name;
        lw_decode_fn *decode;
    } codecs[] = {
        { "base64", lw_decode_base64 },
        { "base64url", lw_decode_base64 },
        { "b64", lw_decode_base64 },
        { "base64_codec", lw_decode_base64 },
        { "hex", lw_decode_hex },
        { "hex_codec", lw_decode_hex },
        { "rot13", lw_decode_rot13 },
        { "rot_13", lw_decode_rot13 },
        { "zlib", lw_decode_inflate },
        { "zip", lw_decode_inflate },
        { "zlib_codec", lw_decode_inflate },
        { "unicode_escape", lw_decode_escapes },
    };
    for (size_t i = 0; i < LW_COUNT(codecs); i++)
        if (lw_view_eq_nocase(name, lw_view_c(codecs[i].name)))
            return codecs[i].decode;
    return NULL;
}

static bool chr(struct lw_eval *e, struct lw_value *out, const struct lw_args *args, bool bytes)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    const struct lw_value *items = args->items;
    size_t count = args->count;
    *out = unknown_from(&args->all, NULL);
    if (args->all.from & LW_FROM_XOR)
        out->from |= LW_FROM_DECODING;
    if (bytes && count && items[0].kind == LW_V_TEXT) {
        *out = items[0];
        out->bytes = true;
        return true;
    }
    if (bytes && count && items[0].kind == LW_V_LIST) {
        count = items[0].list->count;
        items = items[0].list->items;
    } else if (bytes) {
        return true;
    }
    if (!lw_spend(e, count))
        return true;
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != LW_V_NUMBER || items[i].number < 0 || items[i].number > 0x10ffff)
            return true;
        if (bytes)
            lw_buf_add_byte(&buf, (uint8_t)items[i].number);
        else
            lw_utf8_add(&buf, (uint32_t)items[i].number);
    }
    *out = lw_text_made(e, &buf);
    out->bytes = bytes;
    return true;
}

bool lw_fold_map(struct lw_eval *e, struct lw_value *out, struct lw_value f, struct lw_value list,
                 uint32_t node)
{
    *out = lw_value_list(&e->arena, LW_V_LIST);
    lw_value_taint(out, &list);
    if (f.kind != LW_V_FUNCTION && f.kind != LW_V_SYMBOL)
        return false;
    for (size_t i = 0; i < list.list->count && e->steps < e->steps_inline; i++) {
        struct lw_args one = { .count = 0 };
        lw_args_add(&one, list.list->items[i], 0, node);
        if (f.kind == LW_V_FUNCTION && e->ir->language == LW_LANG_JAVASCRIPT)
            lw_args_add(&one, lw_value_number((int64_t)i), 0, node);
        lw_list_push(e, out, lw_call_value(e, f, &one, node, false));
    }
    return true;
}

/* The characters of a text, or its bytes, as a list; a list is itself. */
struct lw_value lw_fold_as_list(struct lw_eval *e, struct lw_value v)
{
    if (v.kind != LW_V_TEXT || v.text.len > LW_VALUE_LIST_MAX)
        return v;
    struct lw_value list = lw_value_list(&e->arena, LW_V_LIST);
    for (size_t i = 0; i < v.text.len; i++)
        lw_list_push(
            e, &list,
            v.bytes ? lw_value_number(v.text.ptr[i]) : lw_value_text(lw_view_sub(v.text, i, 1)));
    lw_value_taint(&list, &v);
    return list;
}

bool lw_fold_reversed(struct lw_eval *e, struct lw_value *out, const struct lw_value *v)
{
    if (v->kind == LW_V_TEXT && lw_spend(e, v->text.len)) {
        *out = *v;
        out->computed = true;
        return lw_decode_reverse(&out->text, v->text, &e->arena);
    }
    *out = unknown_from(v, NULL);
    if (v->kind != LW_V_LIST)
        return true;
    *out = lw_value_list(&e->arena, LW_V_LIST);
    for (size_t i = v->list->count; i-- > 0;)
        lw_list_push(e, out, v->list->items[i]);
    return true;
}

/* list(x), Array.from(x, f) */
static bool list_of(struct lw_eval *e, struct lw_value *out, const struct lw_value *first,
                    const struct lw_value *second, const struct lw_args *args)
{
    *out = lw_fold_as_list(e, *first);
    if (out->kind == LW_V_LIST && second->kind == LW_V_FUNCTION)
        return lw_fold_map(e, out, *second, *out, args->nodes[1]);
    return out->kind == LW_V_LIST;
}

/* map(f, x) */
static bool map_of(struct lw_eval *e, struct lw_value *out, const struct lw_value *first,
                   const struct lw_value *second, const struct lw_args *args)
{
    struct lw_value list = lw_fold_as_list(e, *second);
    return list.kind == LW_V_LIST && lw_fold_map(e, out, *first, list, args->nodes[0]);
}

bool lw_fold_does(struct lw_eval *e, struct lw_value *out, enum lw_does does,
                  const struct lw_args *args)
{
    const struct lw_value none = LW_UNKNOWN;
    const struct lw_value *first = args->count ? &args->items[0] : &none;
    const struct lw_value *second = args->count > 1 ? &args->items[1] : &none;
    switch (does) {
    case LW_DO_FIRST:
        *out = *first;
        lw_value_taint(out, &args->all);
        return true;
    case LW_DO_CHR:
        return chr(e, out, args, false);
    case LW_DO_BYTES:
        return chr(e, out, args, true);
    case LW_DO_ORD:
        *out = first->kind == LW_V_TEXT && first->text.len == 1
                   ? lw_value_number(first->text.ptr[0])
                   : unknown_from(first, NULL);
        return true;
    case LW_DO_BASE64:
        return lw_fold_decoded(e, out, lw_decode_base64, first);
    case LW_DO_BASE32:
        return lw_fold_decoded(e, out, lw_decode_base32, first);
    case LW_DO_HEX:
        return lw_fold_decoded(e, out, lw_decode_hex, first);
    case LW_DO_INFLATE:
        return lw_fold_decoded(e, out, lw_decode_inflate, first);
    case LW_DO_PERCENT:
        lw_fold_decoded(e, out, lw_decode_percent, first);
        out->from = first->from;
        return true;
    case LW_DO_BUFFER:
        if (second->kind == LW_V_TEXT && lw_fold_codec(second->text))
            return lw_fold_decoded(e, out, lw_fold_codec(second->text), first);
        if (first->kind == LW_V_LIST)
            return chr(e, out, args, true);
        *out = *first;
        return true;
    case LW_DO_CODECS:
        if (second->kind == LW_V_TEXT && lw_fold_codec(second->text))
            return lw_fold_decoded(e, out, lw_fold_codec(second->text), first);
        *out = unknown_from(&args->all, NULL);
        return true;
    case LW_DO_REVERSE:
        return lw_fold_reversed(e, out, first);
    case LW_DO_LIST:
        return list_of(e, out, first, second, args);
    case LW_DO_MAP:
        return map_of(e, out, first, second, args);
    case LW_DO_PATH:
        *out = lw_fold_join(e, args->items, args->count, LW_VIEW("/"));
        return true;
    case LW_DO_EXPANDUSER:
        *out = *first;
        return true;
    default:
        return false;
    }
}
