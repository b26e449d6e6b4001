/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/db_query.c - which advisories affect a package version.
 */
#include <unistd.h>

#include "base/file.h"
#include "base/jsonw.h"
#include "base/text.h"
#include "cli/common.h"
#include "vuln/match.h"

enum { MAX_INPUT_BYTES = 1 << 30 };

struct query {
    const struct lw_vuln_index *index;
    bool json, many;   /* many: each line names its purl */
    bool hints;        /* what has no line is told on stderr */
    int worst;         /* exit code so far */
    struct lw_buf buf; /* output */
};

/* Every advisory in one list, and the aliases that are not advisories of the index. */
static void split_ids(struct lw_views *advisories, struct lw_views *aliases,
                      const struct lw_vuln_match_list *matches, struct lw_arena *arena)
{
    for (size_t m = 0; m < matches->count; m++) {
        const struct lw_vuln_match *match = &matches->items[m];
        for (size_t i = 0; i < match->advisories.count; i++)
            *LW_PUSH(arena, advisories) = match->advisories.items[i];
        for (size_t i = 0; i < match->ids.count; i++) {
            bool known = false;
            for (size_t a = 0; a < match->advisories.count && !known; a++)
                known = lw_view_eq(match->ids.items[i], match->advisories.items[a]);
            if (!known)
                *LW_PUSH(arena, aliases) = match->ids.items[i];
        }
    }
}

static void write_views(struct lw_jsonw *w, const char *key, const struct lw_views *list)
{
    lw_jsonw_array(w, key);
    for (size_t i = 0; i < list->count; i++)
        lw_jsonw_text(w, NULL, list->items[i]);
    lw_jsonw_end(w);
}

static void write_json(struct query *q, struct lw_view purl, bool looked_up,
                       const struct lw_vuln_match_list *matches, struct lw_arena *arena)
{
    struct lw_views advisories = { 0 }, aliases = { 0 };
    split_ids(&advisories, &aliases, matches, arena);
    struct lw_jsonw w = lw_jsonw(&q->buf, stdout, false);
    lw_jsonw_object(&w, NULL);
    lw_jsonw_text(&w, "purl", purl);
    write_views(&w, "ids", &advisories);
    write_views(&w, "aliases", &aliases);
    lw_jsonw_bool(&w, "looked_up", looked_up);
    lw_jsonw_end(&w);
    (void)lw_jsonw_finish(&w);
}

/* A line for each fault: its advisories, then its other names. */
static void write_lines(struct query *q, struct lw_view purl,
                        const struct lw_vuln_match_list *matches)
{
    for (size_t m = 0; m < matches->count; m++) {
        struct lw_vuln_match_list one = { &matches->items[m], 1, 1 };
        LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
        struct lw_views advisories = { 0 }, aliases = { 0 };
        split_ids(&advisories, &aliases, &one, &scratch);
        if (q->many)
            lw_buf_printf(&q->buf, "%.*s: ", LW_FMT(purl));
        for (size_t i = 0; i < advisories.count; i++)
            lw_buf_printf(&q->buf, "%s%.*s", i ? " " : "", LW_FMT(advisories.items[i]));
        for (size_t i = 0; i < aliases.count; i++)
            lw_buf_printf(&q->buf, "%s%.*s", i ? " " : " (", LW_FMT(aliases.items[i]));
        lw_buf_add_c(&q->buf, aliases.count ? ")\n" : "\n");
    }
}

static void worsen(struct query *q, int code)
{
    q->worst = code > q->worst ? code : q->worst;
}

/* Silence would read as "nothing is known of it". The others are answered all the same. */
static lw_status say_uncovered(bool *covered, struct query *q, struct lw_view purl,
                               struct lw_arena *arena, struct lw_err *err)
{
    LW_TRY(lw_vuln_index_covers_purl(covered, q->index, purl, arena, err));
    enum lw_ecosystem ecosystem;
    struct lw_view name, version, shown = lw_text_safe(arena, purl);
    if (*covered || !lw_purl_parse(&ecosystem, &name, &version, purl, arena))
        return LW_OK;
    bool outside = lw_ecosystem_osv(ecosystem)[0] == '\0';
    fprintf(stderr, "layerward: %.*s: was not looked up: %s %s%s\n", LW_FMT(shown),
            outside ? "OSV has no advisories for" : "the index holds no advisories for",
            lw_ecosystem_person(ecosystem),
            outside ? " packages"
            : ecosystem == LW_ECO_DEB
                ? ", or not of its release; `layerward db update` fetches them"
                : "; `layerward db update` fetches them");
    worsen(q, LW_EXIT_INCOMPLETE);
    return LW_OK;
}

static lw_status say_versionless(bool *known_version, struct query *q, struct lw_view purl,
                                 struct lw_arena *arena, struct lw_err *err)
{
    enum lw_ecosystem ecosystem;
    struct lw_view name, version;
    size_t known = 0;
    *known_version = !lw_purl_parse(&ecosystem, &name, &version, purl, arena) ||
                     lw_vuln_version_known(version);
    if (*known_version)
        return LW_OK;
    LW_TRY(lw_vuln_count(&known, q->index, lw_view_c(lw_ecosystem_osv(ecosystem)), name, err));
    struct lw_view shown = lw_text_safe(arena, purl);
    fprintf(stderr,
            "layerward: %.*s: names no version that can be compared, so nothing is matched; the "
            "index has %zu advisor%s for the package\n",
            LW_FMT(shown), known, known == 1 ? "y" : "ies");
    worsen(q, LW_EXIT_USAGE);
    return LW_OK;
}

/* An empty answer is one: nobody has to guess whether anything was asked. */
static lw_status say_none(const struct query *q, struct lw_view purl, struct lw_arena *arena,
                          struct lw_err *err)
{
    enum lw_ecosystem ecosystem;
    struct lw_view name, version, shown = lw_text_safe(arena, purl);
    size_t known = 0;
    if (!q->hints || !lw_purl_parse(&ecosystem, &name, &version, purl, arena))
        return LW_OK;
    LW_TRY(lw_vuln_count(&known, q->index, lw_view_c(lw_ecosystem_osv(ecosystem)), name, err));
    if (known)
        fprintf(stderr,
                "layerward: no advisory affects %.*s; the index has %zu for other versions\n",
                LW_FMT(shown), known);
    else
        fprintf(stderr,
                "layerward: no advisory affects %.*s: the index knows no %s package of that name\n",
                LW_FMT(shown), lw_ecosystem_person(ecosystem));
    return LW_OK;
}

static lw_status answer(struct query *q, struct lw_view purl, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_vuln_match_list matches = { 0 };
    LW_TRY(lw_vuln_query_purl(&matches, q->index, purl, &arena, err));
    bool looked_up = false;
    LW_TRY(say_uncovered(&looked_up, q, purl, &arena, err));
    if (looked_up)
        LW_TRY(say_versionless(&looked_up, q, purl, &arena, err));
    if (looked_up && !matches.count)
        LW_TRY(say_none(q, purl, &arena, err));
    if (q->json) {
        write_json(q, purl, looked_up, &matches, &arena);
    } else {
        write_lines(q, purl, &matches);
        if (q->buf.len)
            (void)fwrite(q->buf.ptr, 1, q->buf.len, stdout);
        q->buf.len = 0;
    }
    LW_ENSURE(!ferror(stdout), err, LW_E_IO, 0, "standard output cannot be written");
    return LW_OK;
}

static lw_status answer_lines(struct query *q, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view rest, line;
    LW_TRY(lw_fd_read(&rest, STDIN_FILENO, "standard input", MAX_INPUT_BYTES, &arena, err));
    q->hints = false; /* of a long list those that are affected matter */
    for (size_t number = 1; lw_view_line(&line, &rest); number++) {
        line = lw_view_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        lw_status s = answer(q, line, err);
        if (!lw_ok(s) && s.code != LW_E_USAGE)
            return s;
        if (!lw_ok(s)) { /* the others are answered all the same */
            lw_err_prefix(err, "line %zu", number);
            worsen(q, lw_cli_fail(err));
        }
    }
    return LW_OK;
}

static int run(const struct lw_args *args)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *index = NULL;
    const char *path = lw_args_get(args, "db"), *format = lw_args_get(args, "format");
    struct lw_err err = { 0 };
    if (!lw_ok(lw_cli_open_index(&index, path ? path : lw_vuln_default_path(&arena), &err)))
        return lw_cli_fail(&err);
    bool many = lw_args_operands(args) > 1 || strcmp(lw_args_operand(args, 0), "-") == 0;
    struct query q = { .index = index,
                       .json = format && strcmp(format, "json") == 0,
                       .many = many,
                       .hints = !lw_args_flag(args, "quiet") &&
                                !(format && strcmp(format, "json") == 0),
                       .worst = LW_EXIT_CLEAN,
                       .buf = LW_BUF_INIT };
    lw_status s = LW_OK;
    for (size_t i = 0; lw_ok(s) && i < lw_args_operands(args); i++) {
        const char *purl = lw_args_operand(args, i);
        s = strcmp(purl, "-") == 0 ? answer_lines(&q, &err) : answer(&q, lw_view_c(purl), &err);
    }
    lw_buf_clear(&q.buf);
    return lw_ok(s) ? q.worst : lw_cli_fail(&err);
}

static const struct lw_option options[] = {
    { "db", 0, "FILE", "the index (default: see layerward db info)", "@file" },
    { "format", 'f', "FORMAT", "text or json", "text json" },
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "What is known of a version", "layerward db query pkg:pypi/urllib3@1.26.12" },
    { "Many at once", "layerward db query --format json - < purls.txt" },
    { NULL, NULL },
};

const struct lw_verb lw_verb_db_query = {
    .name = "db query",
    .summary = "print the advisories that affect a package version",
    .synopsis = "PURL...",
    .description =
        "Prints a line for each fault: the ids of its advisories in the index, then its aliases "
        "in parentheses. With --format json one object a line for each purl: {\"purl\", \"ids\", "
        "\"aliases\", \"looked_up\"}. With - purls are read from standard input, one a line; what "
        "is no purl "
        "there is named, and the others are answered. Where several are asked each line begins "
        "with its purl. Of one that nothing affects stderr says so, but for those of standard "
        "input. A purl without a version matches nothing, which is said on stderr, and "
        "the exit code is 2; one of an ecosystem of which the index holds nothing was not looked "
        "up, "
        "which is said too, and the exit code is 3. Both have \"looked_up\": false. For Debian, "
        "the qualifier distro=debian-12 picks the release.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = UINT32_MAX,
    .run = run,
};
