/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/shell_env.c - variables of a shell: read by name, by the name in another one, or all at
 * once; and handed to the programs that it starts.
 */
#include "analyze/syntax/shell.h"

#include "analyze/syntax/trust.h"

/* A variable that nobody in the file has set is one of the environment. */
static struct lw_value variable_of(struct lw_eval *e, uint32_t id, uint32_t node)
{
    static const char *const common[] = {
        "PATH",       "HOME",   "PWD",    "IFS",   "RANDOM", "LINENO",   "OSTYPE",  "BASH_SOURCE",
        "OLDPWD",     "SHELL",  "USER",   "UID",   "EUID",   "HOSTNAME", "TERM",    "SECONDS",
        "PIPESTATUS", "OPTARG", "OPTIND", "REPLY", "TMPDIR", "BASHPID",  "FUNCNAME"
    };
    struct lw_view name = lw_ir_text(e->ir, id);
    const struct lw_value *bound = lw_scope_find(e, id);
    if (bound)
        return *bound;
    for (size_t i = 0; i < LW_COUNT(common); i++)
        if (lw_view_is(name, common[i]))
            return LW_UNKNOWN;
    for (size_t i = 0; i < name.len; i++)
        if (!lw_is_digit(name.ptr[i]) && name.ptr[i] != '_' &&
            !(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z'))
            return LW_UNKNOWN;
    return name.len > 1 && !lw_is_digit(name.ptr[0]) ? lw_env_read(e, name, node) : LW_UNKNOWN;
}

/* ${!AWS_*}, compgen -e AWS_: the variables that begin so are, with others, the credentials. */
static bool begins_secret(struct lw_view prefix)
{
    return lw_view_starts(LW_VIEW("AWS_SECRET_ACCESS_KEY"), prefix) ||
           lw_view_starts(LW_VIEW("AWS_SESSION_TOKEN"), prefix);
}

/* ${!name}: the variable that another one names. */
static struct lw_value named_by(struct lw_eval *e, uint32_t id, uint32_t node)
{
    struct lw_value v = LW_UNKNOWN;
    const struct lw_value *name = lw_scope_find(e, id);
    if (name && name->kind == LW_V_TEXT && name->text.len)
        return variable_of(e, lw_ir_name(e->ir, name->text), node);
    if (name && (name->from & LW_FROM_ENVIRONMENT)) {
        v.from = LW_FROM_ENVIRONMENT;
        v.line = name->line;
    }
    return v;
}

struct lw_value lw_shell_variable(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    if (n->flags & LW_CF_INDIRECT)
        return named_by(e, n->id, node);
    if (!(n->flags & LW_CF_PREFIX))
        return variable_of(e, n->id, node);
    struct lw_value v = { .from = LW_FROM_VARIABLE, .line = n->line };
    if (begins_secret(lw_ir_text(e->ir, n->id))) {
        lw_say(e, node, LW_C_ENV_ALL, LW_VIEW("${!}"), LW_VIEW_NONE, false);
        v.from = LW_FROM_ENVIRONMENT;
    }
    return v;
}

/* Nothing but options, and none of them narrows what is written. */
static bool only_options(const struct lw_args *args, const char *narrow)
{
    for (size_t i = 0; i < args->count; i++) {
        struct lw_view word = args->items[i].kind == LW_V_TEXT ? args->items[i].text : LW_VIEW_NONE;
        if (word.len < 2 || word.ptr[0] != '-')
            return false;
        for (size_t k = 1; k < word.len; k++)
            if (strchr(narrow, word.ptr[k]))
                return false;
    }
    return true;
}

/* compgen -e, -v, -A variable; with a prefix, those that begin so. */
static bool lists_names(const struct lw_args *args)
{
    static const char *const actions[] = { "-e", "-v", "variable", "export" };
    bool lists = false;
    struct lw_view prefix = LW_VIEW_NONE;
    for (size_t i = 0; i < args->count; i++) {
        struct lw_view word = args->items[i].kind == LW_V_TEXT ? args->items[i].text : LW_VIEW_NONE;
        bool action = LW_VIEW_IN(word, actions);
        lists = lists || action;
        if (!action && !lw_view_starts(word, LW_VIEW("-")))
            prefix = word;
    }
    return lists && begins_secret(prefix);
}

/* A word of a program that stands for all variables: `one` are the signs behind it that make it one
 * of them, `no` those before it that make it another thing. */
static bool stands_alone(struct lw_view program, struct lw_view word, const char *one,
                         const char *no)
{
    for (size_t at = 0; at < program.len;) {
        size_t found = lw_view_find(lw_view_from(program, at), word);
        if (found == LW_NOT_FOUND)
            return false;
        size_t start = at + found, end = start + word.len;
        uint8_t before = start ? program.ptr[start - 1] : ' ';
        uint8_t behind = end < program.len ? program.ptr[end] : ' ';
        if (!lw_is_word(before) && !lw_is_word(behind) && !strchr(no, before) &&
            !strchr(one, behind))
            return true;
        at = end;
    }
    return false;
}

/* A word that jq is given for itself, and no program: --arg env "$STAGE". */
static bool is_given(const struct lw_args *args, size_t at)
{
    static const char *const takers[] = { "--arg", "--argjson", "--slurpfile", "--rawfile" };
    return (at && LW_VIEW_IN(args->items[at - 1].text, takers)) ||
           (at > 1 && LW_VIEW_IN(args->items[at - 2].text, takers));
}

/* awk, jq and others have a word of their own for the environment. */
static bool program_dumps(struct lw_view name, const struct lw_args *args)
{
    static const struct {
        const char *tool, *word, *one, *no;
    } all[] = {
        { "awk", "ENVIRON", "[", "\"" },      { "awk", "in ENVIRON", "", "" },
        { "jq", "env", ".[:(-", "$.\"'{-/" }, { "jq", "$ENV", ".[", "\"" },
        { "yq", "env", ".[:(-", "$.\"'{-/" }, { "perl", "%ENV", "", "" },
        { "ruby", "ENV", "[", ":" },          { "php", "$_ENV", "[", "" },
        { "php", "getenv()", "", "" },        { "php", "phpinfo", "", "" },
    };
    for (size_t i = 0; i < LW_COUNT(all); i++) {
        if (!lw_view_ends(name, lw_view_c(all[i].tool)))
            continue;
        for (size_t k = 0; k < args->count; k++)
            if (args->items[k].kind == LW_V_TEXT && !is_given(args, k) &&
                stands_alone(args->items[k].text, lw_view_c(all[i].word), all[i].one, all[i].no))
                return true;
    }
    return false;
}

bool lw_shell_dumps(struct lw_view name, const struct lw_args *args)
{
    static const char *const declares[] = { "declare", "typeset", "export" };
    if (lw_view_is(name, "set"))
        return !args->count;
    if (lw_view_is(name, "env") || lw_view_is(name, "printenv"))
        return only_options(args, "uSC");
    if (LW_VIEW_IN(name, declares)) /* -f, -a and their like: functions, lists, numbers */
        return only_options(args, "aAfFinlru");
    if (lw_view_is(name, "compgen"))
        return lists_names(args);
    return program_dumps(name, args);
}

/* declare -x "$name=$value": which variable it is stands in the code, or nobody knows. */
static void export_pair(struct lw_eval *e, uint32_t node)
{
    struct lw_value pair = lw_eval(e, node);
    size_t equal = lw_view_find_byte(pair.text, '=');
    struct lw_view name = lw_view_sub(pair.text, 0, equal);
    if (equal == LW_NOT_FOUND && lw_ir_at(e->ir, node)->kind == LW_IR_OUTPUT)
        lw_say(e, node, LW_C_REDIRECT, LW_VIEW("export {}"), LW_VIEW_NONE, true);
    if (equal == LW_NOT_FOUND || pair.kind > LW_V_TEXT)
        return;
    struct lw_value value = { .kind = pair.kind, .text = lw_view_from(pair.text, equal + 1) };
    if (lw_view_find(name, LW_VIEW("{}")) != LW_NOT_FOUND)
        lw_say(e, node, LW_C_REDIRECT, name, pair.text, true);
    else
        lw_env_write(e, name, &value, node);
}

void lw_shell_export(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                     uint32_t node)
{
    const bool takes = lw_view_is(name, "unset");
    bool exports = takes || lw_view_is(name, "export");
    for (size_t i = 0; i < args->count && !exports; i++)
        exports = args->items[i].kind == LW_V_TEXT && lw_view_is(args->items[i].text, "-x");
    if (!exports)
        return;
    for (uint32_t c = lw_ir_at(e->ir, lw_ir_at(e->ir, node)->child)->next; c;
         c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node n = *lw_ir_at(e->ir, c);
        uint32_t target = n.kind == LW_IR_ASSIGN ? n.child : c;
        const struct lw_ir_node t = *lw_ir_at(e->ir, target);
        const struct lw_value *value = takes ? NULL : lw_scope_find(e, t.id);
        if (t.kind == LW_IR_NAME || t.kind == LW_IR_TEXT)
            lw_env_write(e, lw_ir_text(e->ir, t.id), value, c);
        else
            export_pair(e, c);
    }
}

void lw_shell_env_words(struct lw_eval *e, const struct lw_args *args, size_t count, uint32_t node)
{
    for (size_t i = 0; i < count && i < args->count; i++) {
        const struct lw_value *word = &args->items[i];
        size_t equal = lw_view_find_byte(word->text, '=');
        bool named = word->kind <= LW_V_TEXT && equal != LW_NOT_FOUND && equal &&
                     word->text.ptr[0] != '-' && word->text.ptr[0] != '{';
        struct lw_value value = { .kind = word->kind, .text = lw_view_from(word->text, equal + 1) };
        if (named)
            lw_env_write(e, lw_view_sub(word->text, 0, equal), &value, node);
    }
}

void lw_shell_assigned(struct lw_eval *e, const struct lw_ir_node *assign, struct lw_view name,
                       const struct lw_value *value, uint32_t node)
{
    /* Lambda sets them, so that what is put into them is handed on by itself. */
    static const char *const exported[] = {
        "PATH",     "LD_LIBRARY_PATH",  "PYTHONPATH",         "NODE_PATH",
        "_HANDLER", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_LAMBDA_RUNTIME_API"
    };
    lw_trust_variable(e, name, value, node);
    if ((assign->flags & LW_CF_EXPORTED) || LW_VIEW_IN(name, exported))
        lw_env_write(e, name, value, node);
}
