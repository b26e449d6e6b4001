/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/shell_file.c - commands of a shell that open files to everyone, make programs of them, or
 * delete whole trees.
 */
#include "analyze/syntax/shell.h"
#include "analyze/syntax/variable.h"

enum { OTHERS_WRITE = 2 };

static struct lw_view text_at(const struct lw_args *args, size_t i)
{
    return i < args->count && args->items[i].kind <= LW_V_TEXT ? args->items[i].text : LW_VIEW_NONE;
}

/* The last digit of an octal mode; -1 for any other. */
static int others_of(struct lw_view mode)
{
    for (size_t i = 0; i < mode.len; i++)
        if (mode.ptr[i] < '0' || mode.ptr[i] > '7')
            return -1;
    return mode.len ? mode.ptr[mode.len - 1] - '0' : -1;
}

/* a+w, ugo=rwx, +x: what everyone, or whoever asks, is newly let do. */
static bool grants(struct lw_view mode, uint8_t right, bool everyone)
{
    struct lw_view clause;
    while (lw_view_split(&clause, &mode, ',')) {
        size_t sign = 0;
        while (sign < clause.len && strchr("ugoa", clause.ptr[sign]))
            sign++;
        struct lw_view who = lw_view_sub(clause, 0, sign), rights = lw_view_from(clause, sign);
        bool gives = rights.len && (rights.ptr[0] == '+' || rights.ptr[0] == '=') &&
                     lw_view_find_byte(rights, right) != LW_NOT_FOUND;
        bool all = lw_view_find_byte(who, 'o') != LW_NOT_FOUND ||
                   lw_view_find_byte(who, 'a') != LW_NOT_FOUND;
        if (gives && (all || !everyone))
            return true;
    }
    return false;
}

/* What lies there is a program from now on. */
static void made_program(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                         size_t first, uint32_t node)
{
    for (size_t i = first; i < args->count; i++)
        if (lw_writable_folder(text_at(args, i))) {
            lw_say(e, node, LW_C_TMP_RUN, name, text_at(args, i), false);
            return;
        }
}

static void change_mode(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    size_t at = 0;
    while (at < args->count && lw_view_starts(text_at(args, at), LW_VIEW("-")) &&
           !strchr("rwx", text_at(args, at).len > 1 ? text_at(args, at).ptr[1] : 'r'))
        at++;
    struct lw_view mode = text_at(args, at);
    int others = others_of(mode);
    if ((others >= 0 && (others & OTHERS_WRITE)) || grants(mode, 'w', true))
        lw_say(e, node, LW_C_WEAKENED, LW_VIEW("chmod"), mode, false);
    if (grants(mode, 'x', false))
        made_program(e, LW_VIEW("chmod"), args, at + 1, node);
}

/* install -m 755 x /tmp/x: of its own accord it makes programs, and with -d folders. */
static void install(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    for (size_t i = 0; i < args->count; i++) {
        struct lw_view word = text_at(args, i);
        bool brief = word.len > 1 && word.ptr[0] == '-' && word.ptr[1] != '-';
        size_t m = brief ? lw_view_find_byte(word, 'm') : LW_NOT_FOUND;
        struct lw_view mode = m == LW_NOT_FOUND  ? LW_VIEW_NONE
                              : m + 1 < word.len ? lw_view_from(word, m + 1)
                                                 : text_at(args, i + 1);
        if (lw_view_starts(word, LW_VIEW("--mode=")))
            mode = lw_view_from(word, 7);
        bool folder = lw_view_is(word, "--directory") ||
                      (brief && lw_view_find_byte(lw_view_sub(word, 0, m), 'd') != LW_NOT_FOUND);
        if (folder || (others_of(mode) >= 0 && !(others_of(mode) & 1)))
            return;
    }
    made_program(e, LW_VIEW("install"), args, args->count > 1 ? args->count - 1 : 0, node);
}

/* A mask that lets everyone write what is made from now on. */
static void mask(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    int others = others_of(text_at(args, 0));
    if (args->count == 1 && others >= 0 && !(others & OTHERS_WRITE))
        lw_say(e, node, LW_C_WEAKENED, LW_VIEW("umask"), text_at(args, 0), false);
}

/* "$X" of "$X"/ and "${X:-}/": a variable that nobody in the file sets, whose absence nobody minds,
 * so that what is left is a path from the root on. */
static bool may_be_empty(struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (n->kind != LW_IR_JOIN || e->nested) /* of code in a text nobody knows the variables */
        return false;
    while (n->kind == LW_IR_JOIN && n->child)
        n = lw_ir_at(e->ir, n->child);
    if (n->kind == LW_IR_ANY && n->child) { /* "${X:-""}" */
        const struct lw_ir_node *other = lw_ir_at(e->ir, lw_ir_at(e->ir, n->child)->next);
        return other->kind == LW_IR_TEXT && !lw_ir_text(e->ir, other->id).len &&
               !lw_scope_find(e, lw_ir_at(e->ir, n->child)->id);
    }
    struct lw_view name = n->kind == LW_IR_NAME ? lw_ir_text(e->ir, n->id) : LW_VIEW_NONE;
    if (name.len < 2 || !(name.ptr[0] >= 'A' && name.ptr[0] <= 'Z') || lw_scope_find(e, n->id) ||
        (n->flags & LW_CF_WANTED))
        return false;
    return (n->flags & LW_CF_EMPTY) || !lw_shell_unset_ends(e);
}

/* "rm {}": what is deleted where the variable is empty. */
static void delete_word(struct lw_eval *e, const struct lw_args *args, size_t i, uint32_t node)
{
    struct lw_view text = text_at(args, i), start = LW_VIEW("{}");
    if (args->items[i].kind == LW_V_UNKNOWN && lw_view_starts(text, start) &&
        lw_view_starts(lw_view_from(text, start.len), LW_VIEW("/")) &&
        may_be_empty(e, args->nodes[i]))
        lw_say(e, node, LW_C_FILE_DELETE, LW_VIEW("rm {}"), lw_view_from(text, start.len), false);
}

static void remove_tree(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    bool deep = false;
    for (size_t i = 0; i < args->count; i++) {
        struct lw_view word = text_at(args, i);
        bool brief = lw_view_starts(word, LW_VIEW("-")) && !lw_view_starts(word, LW_VIEW("--"));
        deep = deep || lw_view_is(word, "--recursive") ||
               (brief && (lw_view_find_byte(word, 'r') != LW_NOT_FOUND ||
                          lw_view_find_byte(word, 'R') != LW_NOT_FOUND));
        if (deep && !lw_view_starts(word, LW_VIEW("-")))
            delete_word(e, args, i, node);
    }
}

/* find PLACE ... -name x -delete: with a test, some of what is there. */
static void find(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    static const char *const tests[] = { "-name",  "-iname", "-path",  "-regex", "-mmin",
                                         "-mtime", "-amin",  "-atime", "-cmin",  "-ctime",
                                         "-user",  "-size",  "-empty", "-newer", "-perm" };
    bool deletes = false, some = false;
    size_t places = 0;
    while (places < args->count && !lw_view_starts(text_at(args, places), LW_VIEW("-")))
        places++;
    for (size_t i = places; i < args->count; i++) {
        struct lw_view word = text_at(args, i), next = text_at(args, i + 1);
        bool runs = lw_view_starts(word, LW_VIEW("-exec")) || lw_view_starts(word, LW_VIEW("-ok"));
        deletes = deletes || lw_view_is(word, "-delete") || (runs && lw_view_is(next, "rm"));
        some = some || LW_VIEW_IN(word, tests);
    }
    for (size_t i = 0; deletes && i < places; i++)
        lw_say(e, node, LW_C_FILE_DELETE, some ? LW_VIEW("find {}") : LW_VIEW("find"),
               text_at(args, i), false);
}

void lw_shell_files(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                    uint32_t node)
{
    if (lw_view_is(name, "chmod"))
        change_mode(e, args, node);
    else if (lw_view_is(name, "install"))
        install(e, args, node);
    else if (lw_view_is(name, "umask"))
        mask(e, args, node);
    else if (lw_view_is(name, "rm"))
        remove_tree(e, args, node);
    else if (lw_view_is(name, "find"))
        find(e, args, node);
}
