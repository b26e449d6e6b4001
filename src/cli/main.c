/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/main.c - finds the verb and runs it.
 */
#include <errno.h>
#include <fcntl.h>

#include "base/signals.h"
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
        code = LW_EXIT_CLEAN;
    } else {
        code = verb->run(&args);
    }
    lw_arena_clear(&arena);
    if (lw_interrupted())
        return 128 + lw_interrupt_signal();
    return code;
}

/* A group such as "db" without its second word: lists what is in it. */
static bool list_group(const char *word)
{
    bool any = false;
    size_t len = strlen(word);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (strncmp(verb->name, word, len) != 0 || verb->name[len] != ' ')
            continue;
        if (!any)
            fprintf(stderr, "layerward: %s what?\n", word);
        fprintf(stderr, "  %-16s %s\n", verb->name, verb->summary);
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
        return LW_EXIT_CLEAN;
    }
    int used = 0;
    bool help = strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 ||
                strcmp(argv[1], "-h") == 0;
    if (help) {
        const struct lw_verb *verb = argc > 2 ? lw_cli_find_verb(argc - 2, argv + 2, &used) : NULL;
        lw_cli_help(stdout, verb);
        return LW_EXIT_CLEAN;
    }
    const struct lw_verb *verb = lw_cli_find_verb(argc - 1, argv + 1, &used);
    if (verb)
        return run_verb(verb, argc - 1 - used, argv + 1 + used);
    if (list_group(argv[1]))
        return LW_EXIT_USAGE;
    const struct lw_verb *near = lw_cli_nearest_verb(argv[1]);
    fprintf(stderr, "layerward: there is no verb \"%s\"%s%s%s\nTry: layerward --help\n", argv[1],
            near ? "; did you mean \"" : "", near ? near->name : "", near ? "\"?" : "");
    return LW_EXIT_USAGE;
}
