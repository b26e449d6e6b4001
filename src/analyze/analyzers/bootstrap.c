/* SPDX-License-Identifier: Apache-2.0
 *
 * bootstrap.c - the entry point of a custom runtime, and whether a shell is that runtime.
 *
 * A shell script that asks the runtime API for events itself is a shell runtime ("shell"); one
 * that only starts another program is a launcher ("script").
 * Spec:    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
 */
#include "analyze/analyzer.h"
#include "analyze/program.h"

/* The variable that a line fills with the next event: "EVENT" of "EVENT=$(curl ... next)". */
static struct lw_view event_variable(struct lw_view text)
{
    struct lw_view line;
    while (lw_view_line(&line, &text)) {
        line = lw_view_trim(line);
        if (lw_view_find(line, LW_VIEW("invocation/next")) == LW_NOT_FOUND)
            continue;
        size_t sign = lw_view_find(line, LW_VIEW("=$(")), start = sign;
        if (sign == LW_NOT_FOUND)
            continue;
        while (start && (lw_is_alnum(line.ptr[start - 1]) || line.ptr[start - 1] == '_'))
            start--;
        return lw_view_sub(line, start, sign - start);
    }
    return LW_VIEW("");
}

/* Whether a line uses $NAME or ${NAME} outside of quotes, where the shell splits and globs it. */
static bool unquoted(struct lw_view line, struct lw_view name)
{
    bool single = false, twice = false;
    for (size_t i = 0; i < line.len; i++) {
        uint8_t c = line.ptr[i];
        if (c == '\\')
            i++;
        else if (c == '\'' && !twice)
            single = !single;
        else if (c == '"' && !single)
            twice = !twice;
        if (c != '$' || single || twice)
            continue;
        struct lw_view rest = lw_view_from(line, i + 1);
        bool brace = lw_view_starts(rest, LW_VIEW("{"));
        rest = lw_view_from(rest, brace);
        struct lw_view after = lw_view_from(rest, name.len);
        if (lw_view_starts(rest, name) &&
            (after.len == 0 || !(lw_is_alnum(after.ptr[0]) || after.ptr[0] == '_')))
            return true;
    }
    return false;
}

static void event_use(struct lw_facts *out, struct lw_fact *f, struct lw_view text)
{
    struct lw_view name = event_variable(text), line;
    uint32_t number = 0;
    while (name.len && lw_view_line(&line, &text)) {
        number++;
        line = lw_view_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        bool eval = lw_view_starts(line, LW_VIEW("eval ")) &&
                    lw_view_find(line, name) != LW_NOT_FOUND;
        if (!eval && !unquoted(line, name))
            continue;
        f->line = number;
        lw_fact_printf(out, f, LW_K_DETAIL, "event data in $%.*s %s", LW_FMT(name),
                       eval ? "is evaluated as code" : "is expanded without quotes");
        return;
    }
}

/* What a launcher starts in its place: the first word behind the last "exec ". */
static struct lw_view started(struct lw_view text)
{
    struct lw_view line, found = LW_VIEW("");
    while (lw_view_line(&line, &text)) {
        line = lw_view_trim(line);
        if (!lw_view_starts(line, LW_VIEW("exec ")))
            continue;
        line = lw_view_trim(lw_view_from(line, 5));
        found = lw_view_sub(line, 0, lw_view_find_byte(line, ' '));
    }
    while (found.len && strchr("\"'", found.ptr[0]))
        found = lw_view_from(found, 1);
    while (found.len && strchr("\"';", found.ptr[found.len - 1]))
        found = lw_view_sub(found, 0, found.len - 1);
    return found;
}

static void script(struct lw_facts *out, struct lw_fact *f, const struct lw_program *program,
                   struct lw_view text)
{
    bool shell = program->language && strcmp(program->language, "shell") == 0;
    bool asks = lw_view_find(text, LW_VIEW("/runtime/invocation/")) != LW_NOT_FOUND;
    struct lw_view next = started(text);
    if (!shell)
        return;
    if (!asks && next.len) {
        lw_fact_set(out, f, LW_K_TARGET, next);
        return;
    }
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].key == LW_K_KIND)
            f->items[i].value = LW_VIEW("shell");
    event_use(out, f, text);
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    const struct lw_entry *entry = lw_archive_find(archive, LW_VIEW("bootstrap"));
    if (!entry || entry->type == LW_ENTRY_FOLDER)
        return LW_OK;
    struct lw_program program;
    struct lw_content content;
    LW_TRY(lw_program_look(&program, archive, entry, out->arena, scratch, err));
    if (program.machine)
        program.language = lw_program_language(seen, program.entry->path);
    struct lw_fact *f = lw_facts_add(out, LW_F_BOOTSTRAP, entry->path);
    lw_program_fact(out, f, &program, entry);
    if (program.shebang.len) {
        LW_TRY(lw_archive_read(&content, archive, program.entry, false, scratch, err));
        script(out, f, &program, content.bytes);
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_bootstrap = {
    .name = "bootstrap",
    .what = "the entry point of a custom runtime",
    .tree = tree,
};
