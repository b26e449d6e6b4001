/* SPDX-License-Identifier: Apache-2.0
 *
 * wrapper.c - scripts that AWS_LAMBDA_EXEC_WRAPPER can name: they start the runtime themselves.
 *
 * A wrapper gets the runtime's command line as its arguments and ends by starting it, with the
 * environment that it has made.
 * Spec:    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html
 */
#include "analyze/analyzer.h"
#include "analyze/program.h"

/* Variables that change what a runtime loads, whom it trusts or whom it talks to. */
static const char *const variables[] = {
    "NODE_OPTIONS",
    "NODE_PATH",
    "NODE_EXTRA_CA_CERTS",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "PYTHONHOME",
    "LD_PRELOAD",
    "LD_LIBRARY_PATH",
    "LD_AUDIT",
    "JAVA_TOOL_OPTIONS",
    "_JAVA_OPTIONS",
    "JDK_JAVA_OPTIONS",
    "CLASSPATH",
    "RUBYOPT",
    "RUBYLIB",
    "GEM_PATH",
    "GEM_HOME",
    "DOTNET_STARTUP_HOOKS",
    "DOTNET_ADDITIONAL_DEPS",
    "DOTNET_SHARED_STORE",
    "CORECLR_ENABLE_PROFILING",
    "CORECLR_PROFILER",
    "CORECLR_PROFILER_PATH",
    "PATH",
    "BASH_ENV",
    "_HANDLER",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_LAMBDA_EXEC_WRAPPER",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "http_proxy",
    "https_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "AWS_CA_BUNDLE",
    "AWS_ENDPOINT_URL",
};

static bool name_byte(uint8_t c)
{
    return lw_is_alnum(c) || c == '_';
}

/* "export NAME=", "NAME=", "export A=1 NAME=2", os.environ["NAME"] =, process.env.NAME = */
static bool assigns(struct lw_view line, struct lw_view name)
{
    for (size_t from = 0; from < line.len;) {
        struct lw_view rest = lw_view_from(line, from);
        size_t at = lw_view_find(rest, name);
        if (at == LW_NOT_FOUND)
            return false;
        struct lw_view after = lw_view_from(rest, at + name.len);
        uint8_t before = at ? rest.ptr[at - 1] : from ? line.ptr[from - 1] : ' ';
        from += at + name.len;
        if (name_byte(before) || before == '$' || before == '{')
            continue;
        if (lw_is_space(before) || before == ';' || before == '(') {
            if (lw_view_starts(after, LW_VIEW("=")) || lw_view_starts(after, LW_VIEW("+=")))
                return true;
            continue;
        }
        while (after.len && strchr("\"'])", after.ptr[0]))
            after = lw_view_from(after, 1);
        after = lw_view_trim(after);
        if (lw_view_starts(after, LW_VIEW("=")) && !lw_view_starts(after, LW_VIEW("==")))
            return true;
    }
    return false;
}

/* "$@" is another thing in Perl. */
static bool hands_on(struct lw_view text, bool in_shell)
{
    static const char *const shell[] = { "exec \"$@\"", "exec $@", "exec \"${args[@]}\"", "exec $*",
                                         "exec \"${@}\"" };
    static const char *const others[] = { "os.exec",       "subprocess.", "sys.argv[1:]",
                                          "child_process", "Kernel.exec", "exec(*ARGV" };
    for (size_t i = 0; in_shell && i < LW_COUNT(shell); i++)
        if (lw_view_find(text, lw_view_c(shell[i])) != LW_NOT_FOUND)
            return true;
    if (in_shell && lw_view_find(text, LW_VIEW("$@")) != LW_NOT_FOUND &&
        lw_view_find(text, LW_VIEW("exec ")) != LW_NOT_FOUND)
        return true;
    for (size_t i = 0; i < LW_COUNT(others); i++)
        if (lw_view_find(text, lw_view_c(others[i])) != LW_NOT_FOUND &&
            lw_view_find(text, LW_VIEW("argv")) != LW_NOT_FOUND)
            return true;
    return lw_view_find(text, LW_VIEW("exec(*ARGV")) != LW_NOT_FOUND;
}

static void set_variables(struct lw_facts *out, struct lw_fact *f, struct lw_view text)
{
    bool set[LW_COUNT(variables)] = { false };
    struct lw_view line;
    while (lw_view_line(&line, &text)) {
        line = lw_view_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        for (size_t i = 0; i < LW_COUNT(variables); i++)
            set[i] = set[i] || assigns(line, lw_view_c(variables[i]));
    }
    for (size_t i = 0; i < LW_COUNT(variables); i++)
        if (set[i])
            lw_fact_set_c(out, f, LW_K_SETS, variables[i]);
}

static bool may_be(const struct lw_entry *entry)
{
    struct lw_view folder = lw_path_dir(entry->path);
    return !entry->shadowed && entry->type == LW_ENTRY_FILE &&
           (folder.len == 0 || lw_view_is(folder, "bin")) && !lw_view_is(entry->path, "bootstrap");
}

static bool is_shell(const struct lw_program *program)
{
    return program->language && strcmp(program->language, "shell") == 0;
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    (void)seen;
    (void)err;
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++) {
        struct lw_program program;
        struct lw_content content;
        struct lw_err why;
        if (!may_be(&entries[i]) ||
            !lw_ok(lw_program_look(&program, archive, &entries[i], out->arena, scratch, &why)) ||
            program.shebang.len == 0 ||
            !lw_ok(lw_archive_read(&content, archive, &entries[i], false, scratch, &why)) ||
            !hands_on(content.bytes, is_shell(&program)))
            continue;
        struct lw_fact *f = lw_facts_add(out, LW_F_WRAPPER, entries[i].path);
        lw_program_fact(out, f, &program, &entries[i]);
        set_variables(out, f, content.bytes);
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_wrapper = {
    .name = "wrapper",
    .what = "scripts that AWS_LAMBDA_EXEC_WRAPPER can name",
    .tree = tree,
};
