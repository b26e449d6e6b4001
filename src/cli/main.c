/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/main.c - finds the verb and runs it.
 */
#include <errno.h>
#include <fcntl.h>

#include "base/signals.h"
#include "base/text.h"
#include "cli/verb.h"

static int run_verb(const struct lw_verb *verb, int argc, char *const *argv)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_args args;
    struct lw_err err = { 0 };
    bool help = false;
    int code;
    if (!lw_ok(lw_cli_parse(&args, &help, verb, argc, argv, &arena, &err))) {
        code = lw_cli_usage(verb, "%s: %s", verb->name, err.text);
    } else if (help) {
        lw_cli_help(stdout, verb);
        code = lw_cli_end_output(LW_EXIT_CLEAN);
    } else if (!lw_ok(lw_cli_check_written(&args, &err))) {
        code = lw_cli_usage(verb, "%s: %s", verb->name, err.text);
    } else {
        code = lw_cli_end_output(verb->run(&args));
    }
    lw_arena_clear(&arena);
    if (lw_interrupted())
        return 128 + lw_interrupt_signal();
    return code;
}

/* A group such as "db" without its second word: lists what is in it; with a NULL `out` it is only
 * asked whether there is one. */
static bool list_group(FILE *out, const char *word)
{
    bool any = false;
    size_t len = strlen(word);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (strncmp(verb->name, word, len) != 0 || verb->name[len] != ' ')
            continue;
        if (!out)
            return true;
        if (!any)
            fprintf(out, "layerward: %s what?\n", word);
        fprintf(out, "  %-16s %s\n", verb->name, verb->summary);
        any = true;
    }
    return any;
}

/* Where one of the three is closed, the next file to be opened would take its place, and what is
 * said on stderr would stand in a report. Opened the wrong way round, so that use still fails. */
static void hold_standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

static bool is_help(const char *word)
{
    return strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static int unknown(int argc, char *const *argv)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    const char *two = argc > 1
                          ? (const char *)lw_arena_printf(&arena, "%s %s", argv[0], argv[1]).ptr
                          : NULL;
    const struct lw_verb *near = two ? lw_cli_nearest_verb(two) : NULL;
    near = near ? near : lw_cli_nearest_verb(argv[0]);
    LW_CLEANUP(lw_buf_clear) struct lw_buf safe = LW_BUF_INIT;
    lw_text_add_safe(&safe, lw_view_c(two && list_group(NULL, argv[0]) ? two : argv[0]));
    fprintf(stderr, "layerward: there is no verb \"%.*s\"%s%s%s\nTry: layerward --help\n",
            LW_FMT(lw_buf_view(&safe)), near ? "; did you mean \"" : "", near ? near->name : "",
            near ? "\"?" : "");
    return LW_EXIT_USAGE;
}

/* `layerward help [VERB...]`: of the program, a verb, or a group of verbs. */
static int help(int argc, char *const *argv)
{
    int used = 0;
    const struct lw_verb *verb = argc > 0 ? lw_cli_find_verb(argc, argv, &used) : NULL;
    if (argc > 0 && !verb)
        return list_group(stdout, argv[0]) ? lw_cli_end_output(LW_EXIT_CLEAN) : unknown(argc, argv);
    lw_cli_help(stdout, verb);
    return lw_cli_end_output(LW_EXIT_CLEAN);
}

int main(int argc, char **argv)
{
    hold_standard_descriptors();
    lw_signals_install();
    if (argc < 2) {
        lw_cli_help(stderr, NULL);
        return LW_EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        puts("layerward " LW_VERSION);
        return lw_cli_end_output(LW_EXIT_CLEAN);
    }
    if (is_help(argv[1]))
        return help(argc - 2, argv + 2);
    int used = 0;
    const struct lw_verb *verb = lw_cli_find_verb(argc - 1, argv + 1, &used);
    if (verb)
        return run_verb(verb, argc - 1 - used, argv + 1 + used);
    if (argc > 2 && is_help(argv[2]))
        return help(1, argv + 1);
    if (argc == 2 && list_group(stderr, argv[1]))
        return LW_EXIT_USAGE;
    return unknown(argc - 1, argv + 1);
}
