/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/program.c - first bytes of programs, shebangs and links.
 */
#include "analyze/program.h"

#include "base/reader.h"

enum { HEAD_BYTES = 512, LINKS_MAX = 8 };

/* Joins a link's target to the folder it stands in; "" where it climbs above the root. */
static struct lw_view resolve(struct lw_arena *arena, struct lw_view folder, struct lw_view target)
{
    struct lw_view path = folder, piece;
    if (lw_view_starts(target, LW_VIEW("/"))) {
        if (!lw_view_starts(target, LW_VIEW("/opt/")))
            return LW_VIEW("");
        target = lw_view_from(target, 5);
        path = LW_VIEW("");
    }
    while (lw_view_split(&piece, &target, '/')) {
        if (piece.len == 0 || lw_view_is(piece, "."))
            continue;
        if (lw_view_is(piece, "..")) {
            if (path.len == 0)
                return LW_VIEW("");
            path = lw_path_dir(path);
            continue;
        }
        path = lw_arena_printf(arena, "%.*s%s%.*s", LW_FMT(path), path.len ? "/" : "",
                               LW_FMT(piece));
    }
    return path;
}

const struct lw_entry *lw_link_target(const struct lw_archive *archive,
                                      const struct lw_entry *entry, struct lw_view *first_target,
                                      struct lw_arena *arena, struct lw_scratch *scratch)
{
    for (int i = 0; entry && entry->type == LW_ENTRY_SYMLINK; i++) {
        struct lw_content content;
        struct lw_err err;
        if (i == LINKS_MAX || entry->bytes > 4096 ||
            !lw_ok(lw_archive_read(&content, archive, entry, false, scratch, &err)))
            return NULL;
        struct lw_view target = lw_arena_copy(arena, content.bytes);
        if (i == 0)
            *first_target = target;
        entry = lw_archive_find(archive, resolve(arena, lw_path_dir(entry->path), target));
    }
    return entry;
}

static const char *machine_of(struct lw_view head)
{
    struct lw_reader r = lw_reader_at(head, 5);
    bool big = lw_u8(&r) == 2;
    lw_skip(&r, 12);
    uint16_t machine = big ? lw_u16be(&r) : lw_u16le(&r);
    switch (r.bad ? 0 : machine) {
    case 3:
        return "x86";
    case 40:
        return "arm";
    case 62:
        return "x86_64";
    case 183:
        return "arm64";
    default:
        return "other";
    }
}

static bool word(struct lw_view *out, struct lw_view *rest)
{
    size_t len = 0;
    *rest = lw_view_trim(*rest);
    while (len < rest->len && !lw_is_space(rest->ptr[len]))
        len++;
    *out = lw_view_sub(*rest, 0, len);
    *rest = lw_view_from(*rest, len);
    return len > 0;
}

/* "/usr/bin/env -S node --x" gives "node". */
static struct lw_view interpreter_of(struct lw_view shebang)
{
    struct lw_view first, next;
    if (!word(&first, &shebang))
        return LW_VIEW("");
    first = lw_path_base(first);
    if (!lw_view_is(first, "env"))
        return first;
    while (word(&next, &shebang))
        if (next.ptr[0] != '-' && lw_view_find_byte(next, '=') == LW_NOT_FOUND)
            return lw_path_base(next);
    return first;
}

static const struct {
    const char *prefix, *language, *found;
} interpreters[] = {
    { "bash", "shell", "every runtime" },
    { "sh", "shell", "every runtime" },
    { "dash", "shell", "nowhere" },
    { "zsh", "shell", "nowhere" },
    { "ksh", "shell", "nowhere" },
    { "busybox", "shell", "nowhere" },
    { "python", "Python", "python runtimes" },
    { "node", "JavaScript", "nodejs runtimes" },
    { "ruby", "Ruby", "ruby runtimes" },
    { "java", "Java", "java runtimes" },
    { "dotnet", ".NET", "dotnet runtimes" },
    { "php", "PHP", "nowhere" },
    { "perl", "Perl", "nowhere" },
    { "deno", "JavaScript", "nowhere" },
    { "bun", "JavaScript", "nowhere" },
    { "lua", "Lua", "nowhere" },
};

/* "python3.12" is Python; "shfmt" is no shell. */
static bool is_interpreter(struct lw_view name, const char *prefix)
{
    if (!lw_view_starts(name, lw_view_c(prefix)))
        return false;
    struct lw_view rest = lw_view_from(name, strlen(prefix));
    for (size_t i = 0; i < rest.len; i++)
        if (!lw_is_digit(rest.ptr[i]) && rest.ptr[i] != '.')
            return false;
    return true;
}

static bool is_file(const struct lw_archive *archive, struct lw_view path)
{
    const struct lw_entry *entry = lw_archive_find(archive, path);
    return entry && entry->type != LW_ENTRY_FOLDER;
}

static void find_interpreter(struct lw_program *out, const struct lw_archive *archive,
                             struct lw_arena *arena)
{
    struct lw_view rest = out->shebang, path;
    (void)word(&path, &rest);
    bool by_env = lw_view_is(lw_path_base(path), "env");
    bool in_bin = lw_view_is(lw_path_dir(path), "/bin") ||
                  lw_view_is(lw_path_dir(path), "/usr/bin");
    out->found = "nowhere";
    for (size_t i = 0; i < LW_COUNT(interpreters); i++) {
        if (!is_interpreter(out->interpreter, interpreters[i].prefix))
            continue;
        out->language = interpreters[i].language;
        /* The languages' own are in /var/lang/bin, which is on PATH; shells are in /bin. */
        bool shell = strcmp(out->language, "shell") == 0;
        if (by_env || (shell && in_bin) || lw_view_starts(path, LW_VIEW("/var/lang/bin/")))
            out->found = interpreters[i].found;
        break;
    }
    if (lw_view_starts(path, LW_VIEW("/opt/")))
        out->found = is_file(archive, lw_view_from(path, 5)) ? "layer" : "nowhere";
    else if (by_env && is_file(archive, lw_arena_join(arena, LW_VIEW("bin/"), out->interpreter)))
        out->found = "layer";
}

lw_status lw_program_look(struct lw_program *out, const struct lw_archive *archive,
                          const struct lw_entry *entry, struct lw_arena *arena,
                          struct lw_scratch *scratch, struct lw_err *err)
{
    struct lw_view head;
    *out = (struct lw_program){ .kind = "link" };
    out->entry = lw_link_target(archive, entry, &out->target, arena, scratch);
    if (!out->entry || out->entry->type != LW_ENTRY_FILE)
        return LW_OK;
    out->executable = (out->entry->mode & 0001) != 0;
    LW_TRY(lw_archive_peek(&head, archive, out->entry, HEAD_BYTES, scratch, err));
    out->kind = head.len ? "data" : "empty";
    if (lw_view_starts(head, LW_VIEW("\177ELF"))) {
        out->kind = "elf";
        out->machine = machine_of(head);
    } else if (lw_view_starts(head, LW_VIEW("#!"))) {
        struct lw_view rest = lw_view_from(head, 2), line = LW_VIEW("");
        (void)lw_view_line(&line, &rest);
        out->kind = "script";
        out->shebang = lw_arena_copy(arena, lw_view_trim(line));
        out->interpreter = interpreter_of(out->shebang);
        find_interpreter(out, archive, arena);
    }
    return LW_OK;
}

const char *lw_program_language(const struct lw_facts *seen, struct lw_view location)
{
    for (size_t i = 0; i < seen->packages.count; i++) {
        const struct lw_package *p = &seen->packages.items[i];
        if (!lw_view_eq(p->location, location))
            continue;
        if (p->ecosystem == LW_ECO_GOLANG)
            return "Go";
        if (p->ecosystem == LW_ECO_CARGO)
            return "Rust";
    }
    return NULL;
}

void lw_program_fact(struct lw_facts *out, struct lw_fact *fact, const struct lw_program *program,
                     const struct lw_entry *entry)
{
    const struct lw_entry *file = program->entry ? program->entry : entry;
    lw_fact_set(out, fact, LW_K_NAME, lw_path_base(entry->path));
    lw_fact_set_c(out, fact, LW_K_KIND, program->kind);
    if (program->machine)
        lw_fact_set_c(out, fact, LW_K_MACHINE, program->machine);
    lw_fact_set(out, fact, LW_K_INTERPRETER, program->shebang);
    if (program->found)
        lw_fact_set_c(out, fact, LW_K_FOUND, program->found);
    if (program->language)
        lw_fact_set_c(out, fact, LW_K_LANGUAGE, program->language);
    lw_fact_set_c(out, fact, LW_K_EXECUTABLE, program->executable ? "yes" : "no");
    lw_fact_printf(out, fact, LW_K_MODE, "%04o", (unsigned)file->mode & 07777U);
    lw_fact_set(out, fact, LW_K_TARGET, program->target);
    lw_fact_printf(out, fact, LW_K_BYTES, "%llu", (unsigned long long)file->bytes);
}
