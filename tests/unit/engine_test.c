/* SPDX-License-Identifier: Apache-2.0
 *
 * engine_test.c - a whole archive through the engine: nested ones, limits, and any number of jobs.
 * suite: threads
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "analyze/engine.h"
#include "support/zipmake.h"

/* An archive made in memory, and what the engine makes of it. */
struct sample {
    struct zipmake zip;
    struct lw_arena arena;
    struct lw_facts facts;
    struct lw_engine_output out;
    struct lw_err err;
};

static void add(struct sample *s, const char *name, struct lw_view bytes)
{
    struct zipmake_entry entry = { .name = name, .bytes = bytes, .deflate = true };
    zipmake_add(&s->zip, &entry);
}

static lw_status run(struct sample *s, const struct lw_limits *limits, unsigned jobs)
{
    struct lw_archive *archive = NULL;
    struct lw_progress progress = { .on = false };
    struct lw_engine_options options = { .jobs = jobs, .limits = *limits, .progress = &progress };
    assert_true(lw_ok(lw_archive_open_bytes(&archive, zipmake_end(&s->zip, NULL),
                                            LW_VIEW("layer.zip"), limits, &s->err)));
    s->facts = lw_facts(&s->arena);
    lw_status status = lw_engine_run(&s->facts, &s->out, archive, &options, &s->err);
    assert_int_equal(progress.total, lw_archive_unpacked_bytes(archive));
    if (lw_ok(status) && s->facts.incomplete.count == 0)
        assert_int_equal(atomic_load(&progress.done), progress.total);
    lw_archive_free(archive);
    return status;
}

static void clear(struct sample *s)
{
    zipmake_clear(&s->zip);
    lw_arena_clear(&s->arena);
}

/* `bytes` in a zip in a zip ..., `levels` times. */
static struct lw_view wrapped(struct lw_arena *arena, struct lw_view bytes, unsigned levels)
{
    for (unsigned i = 0; i < levels; i++) {
        struct sample s = { .zip = ZIPMAKE_INIT };
        add(&s, "inner.jar", bytes);
        bytes = lw_arena_copy(arena, zipmake_end(&s.zip, NULL));
        clear(&s);
    }
    return bytes;
}

static const struct lw_fact *find_anomaly(const struct lw_facts *facts, enum lw_anomaly_kind kind)
{
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        if (fact->kind == LW_F_ANOMALY && lw_fact_is(fact, LW_K_KIND, lw_anomaly_name(kind)))
            return fact;
    }
    return NULL;
}

static void nesting_ends_at_the_depth(void **state)
{
    (void)state;
    const struct lw_limits limits = lw_limits_default();
    for (unsigned levels = 0; levels < 8; levels++) {
        struct sample s = { .zip = ZIPMAKE_INIT };
        add(&s, "outer.jar", wrapped(&s.arena, LW_VIEW("no zip"), levels));
        assert_true(lw_ok(run(&s, &limits, 1)));
        bool deep = find_anomaly(&s.facts, LW_A_DEPTH) != NULL;
        assert_int_equal(deep, levels > limits.depth - 1);
        assert_int_equal(s.facts.incomplete.count, 1); /* too deep, or "no zip" named a jar */
        clear(&s);
    }
}

static void what_is_over_the_total_is_said(void **state)
{
    (void)state;
    static const uint8_t zeros[4000];
    struct lw_limits limits = lw_limits_default();
    struct sample s = { .zip = ZIPMAKE_INIT };
    limits.total_bytes = 10000;
    for (int i = 0; i < 4; i++) {
        char name[8];
        snprintf(name, sizeof name, "f%d", i);
        add(&s, name, lw_view(zeros, sizeof zeros));
    }
    assert_true(lw_ok(run(&s, &limits, 2)));
    assert_non_null(find_anomaly(&s.facts, LW_A_TOTAL));
    assert_int_equal(s.facts.incomplete.count, 2);
    assert_true(lw_view_is(s.facts.incomplete.items[0].location, "f2"));
    assert_false(s.out.have_content_digest);
    clear(&s);
}

/* What is said of `location`, or NULL. */
static const struct lw_incomplete *find_incomplete(const struct lw_facts *facts,
                                                   const char *location)
{
    for (size_t i = 0; i < facts->incomplete.count; i++)
        if (lw_view_is(facts->incomplete.items[i].location, location))
            return &facts->incomplete.items[i];
    return NULL;
}

static void expect_package(const struct sample *s, const char *purl)
{
    for (size_t i = 0; i < s->facts.packages.count; i++)
        if (lw_view_is(s->facts.packages.items[i].purl, purl))
            return;
    fail_msg("%s is missing", purl);
}

#define METADATA "Metadata-Version: 2.1\nName: honest\nVersion: 1.0\n"

static void many_nested_bombs_are_said_and_the_rest_is_seen(void **state)
{
    (void)state;
    static const uint8_t zeros[30000];
    struct lw_limits limits = lw_limits_default();
    limits.total_bytes = 32000;
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        struct sample s = { .zip = ZIPMAKE_INIT }, bomb = { .zip = ZIPMAKE_INIT };
        add(&bomb, "zeros", lw_view(zeros, sizeof zeros));
        add(&bomb, "python/inner-1.0.dist-info/METADATA", LW_VIEW(METADATA));
        struct lw_view packed = zipmake_end(&bomb.zip, NULL);
        for (int i = 0; i < 20; i++) {
            char name[16];
            snprintf(name, sizeof name, "bomb%02d.jar", i);
            add(&s, name, packed);
        }
        add(&s, "python/honest-1.0.dist-info/METADATA", LW_VIEW(METADATA));
        assert_true(lw_ok(run(&s, &limits, jobs)));
        expect_package(&s, "pkg:pypi/honest@1.0");
        assert_int_equal(s.facts.packages.count, 1); /* those within the bombs do not count */
        assert_int_equal(s.facts.incomplete.count, 20);
        assert_non_null(find_anomaly(&s.facts, LW_A_TOTAL));
        const struct lw_incomplete *said = find_incomplete(&s.facts, "bomb19.jar");
        assert_non_null(said);
        assert_string_equal(said->code, "LW_E_LIMIT");
        /* The same for either limit: which is met first hangs on the threads. */
        assert_true(lw_view_find(said->reason, LW_VIEW("8 times the limit")) != LW_NOT_FOUND);
        assert_true(lw_view_find(said->reason, LW_VIEW("paths in nested")) != LW_NOT_FOUND);
        assert_true(s.out.have_content_digest); /* every file was read */
        clear(&s);
        clear(&bomb);
    }
}

/* Many short names in a jar with a very long one: half a megabyte that asks for gigabytes. */
static void long_names_of_nested_archives_cost_bounded_memory(void **state)
{
    (void)state;
    enum { NAME_BYTES = 60000, ENTRIES = 5000 };
    const struct lw_limits limits = lw_limits_default();
    struct sample s = { .zip = ZIPMAKE_INIT }, inner = { .zip = ZIPMAKE_INIT };
    struct lw_view packed = LW_VIEW_NONE;
    for (int i = 0; i < ENTRIES; i++) {
        char name[16];
        struct zipmake_entry entry = { .name = name, .text = "", .no_local = i > 0 };
        snprintf(name, sizeof name, "%d", i);
        zipmake_add(&inner.zip, &entry);
    }
    packed = zipmake_end(&inner.zip, NULL);
    char *name = lw_xcalloc(NAME_BYTES + 8, 1);
    memset(name, 'a', NAME_BYTES);
    memcpy(name + NAME_BYTES, ".jar", 5);
    add(&s, name, packed);
    add(&s, "python/honest-1.0.dist-info/METADATA", LW_VIEW(METADATA));
    assert_true(lw_ok(run(&s, &limits, 1)));
    expect_package(&s, "pkg:pypi/honest@1.0");
    const struct lw_incomplete *said = find_incomplete(&s.facts, name);
    assert_non_null(said);
    assert_true(lw_view_find(said->reason, LW_VIEW("8 times the limit")) != LW_NOT_FOUND);
    assert_true(lw_view_find(said->reason, LW_VIEW("paths in nested archives")) != LW_NOT_FOUND);
    free(name);
    clear(&s);
    clear(&inner);
}

static void add_names(struct zipmake *zip, int entries, const char *tail)
{
    char *name = lw_xcalloc(strlen(tail) + 16, 1);
    for (int i = 0; i < entries; i++) {
        struct zipmake_entry entry = { .name = name, .text = "", .no_local = i > 0 };
        sprintf(name, "%06d/%s", i, tail);
        zipmake_add(zip, &entry);
    }
    free(name);
}

static void names_of_too_many_parts_are_said(void **state)
{
    (void)state;
    enum { ENTRIES = 300, TAIL_BYTES = 4000 };
    struct lw_limits limits = lw_limits_default();
    limits.entries = ENTRIES;
    struct sample s = { .zip = ZIPMAKE_INIT };
    char tail[TAIL_BYTES + 1] = { 0 };
    for (int i = 0; i < TAIL_BYTES; i++)
        tail[i] = i % 2 ? '/' : 'a';
    tail[TAIL_BYTES - 1] = 'a';
    add_names(&s.zip, ENTRIES, tail);
    assert_true(lw_ok(run(&s, &limits, 1)));
    const struct lw_fact *said = find_anomaly(&s.facts, LW_A_ENTRIES);
    assert_non_null(said);
    assert_true(lw_view_find(lw_fact_get(said, LW_K_DETAIL), LW_VIEW("more than 4696 parts")) !=
                LW_NOT_FOUND);
    clear(&s);
    s = (struct sample){ .zip = ZIPMAKE_INIT };
    add_names(&s.zip, ENTRIES, "a/b/c");
    assert_true(lw_ok(run(&s, &limits, 1)));
    assert_null(find_anomaly(&s.facts, LW_A_ENTRIES));
    clear(&s);
}

/* What is charged for facts is what they take, give or take a half: the limit means something. */
static void the_bytes_of_facts_are_what_they_take(void **state)
{
    (void)state;
#ifdef LW_ARENA_DEBUG
    skip(); /* every item is a block there */
#endif
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    const struct lw_facts_mark start = lw_facts_mark(&facts);
    for (int i = 0; i < 3000; i++) {
        struct lw_fact *fact = lw_facts_add(&facts, LW_F_ANOMALY, LW_VIEW("a.jar!/b.jar!/c"));
        lw_fact_set_c(&facts, fact, LW_K_KIND, "overlap");
        lw_fact_printf(&facts, fact, LW_K_DETAIL, "starts %d bytes before another ends", i);
        (void)lw_facts_package(&facts, LW_ECO_NPM, LW_VIEW("name"), LW_VIEW("1.0"),
                               LW_VIEW("a.jar!/b.jar!/package.json"));
        lw_facts_incomplete(&facts, LW_VIEW("a.jar!/b.jar!/c"), "LW_E_LIMIT", LW_VIEW("too deep"));
    }
    uint64_t charged = lw_facts_bytes(&facts, start);
    assert_in_range(charged, arena.used_bytes / 2, arena.used_bytes + arena.used_bytes / 2);
    assert_int_equal(lw_facts_bytes(&facts, lw_facts_mark(&facts)), 0);
    lw_arena_clear(&arena);
}

static char *described(const struct sample *s)
{
    struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < s->facts.packages.count; i++)
        lw_buf_printf(&buf, "%.*s %.*s\n", LW_FMT(s->facts.packages.items[i].purl),
                      LW_FMT(s->facts.packages.items[i].location));
    for (size_t i = 0; i < s->facts.facts.count; i++) {
        const struct lw_fact *fact = &s->facts.facts.items[i];
        lw_buf_printf(&buf, "%s %.*s", lw_fact_kind_name(fact->kind), LW_FMT(fact->location));
        for (size_t k = 0; k < fact->count; k++)
            lw_buf_printf(&buf, " %.*s", LW_FMT(fact->items[k].value));
        lw_buf_add_byte(&buf, '\n');
    }
    for (size_t i = 0; i < s->facts.incomplete.count; i++)
        lw_buf_printf(&buf, "%.*s: %.*s\n", LW_FMT(s->facts.incomplete.items[i].location),
                      LW_FMT(s->facts.incomplete.items[i].reason));
    lw_buf_add_byte(&buf, 0);
    return (char *)buf.ptr;
}

static void any_number_of_jobs_gives_the_same_facts(void **state)
{
    (void)state;
    const struct lw_limits limits = lw_limits_default();
    char *first = NULL;
    for (unsigned jobs = 1; jobs <= 8; jobs++) {
        struct sample s = { .zip = ZIPMAKE_INIT };
        for (int i = 0; i < 40; i++) {
            char name[96], text[96];
            snprintf(name, sizeof name, "python/p%d-1.%d.dist-info/METADATA", i, i);
            snprintf(text, sizeof text, "Metadata-Version: 2.1\nName: p%d\nVersion: 1.%d\n", i, i);
            add(&s, name, lw_view_c(text));
            snprintf(name, sizeof name, "java/lib/j%d.jar", i);
            add(&s, name, wrapped(&s.arena, LW_VIEW("no zip"), (unsigned)i % 6));
        }
        assert_true(lw_ok(run(&s, &limits, jobs)));
        char *now = described(&s);
        if (first)
            assert_string_equal(first, now);
        else
            assert_non_null(strstr(now, "pkg:pypi/p39@1.39"));
        free(first);
        first = now;
        clear(&s);
    }
    free(first);
}

static size_t facts_of(const struct sample *s, enum lw_fact_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < s->facts.facts.count; i++)
        count += s->facts.facts.items[i].kind == kind;
    return count;
}

/* Whatever is not searched for strings is opened, or said not to have been. */
static void what_is_not_searched_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *start;
        size_t len;
        bool searched;
    } cases[] = {
        { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, true },
        { "\xff\xd8\xff\xe0\0\x10JFIF", 10, true },
        { "wOF2\0\1\0\0", 8, true },
        { "BZh\0\0\0", 6, true },
        { "7z\xbc\xaf\0\0\0", 7, true },
        { "\x1f\x8b\x08\0\0\0\0\0", 8, false },
        { "\x28\xb5\x2f\xfd\0\0", 6, false },
        { "7z\xbc\xaf\x27\x1c\0", 7, false },
    };
    const struct lw_limits limits = lw_limits_default();
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct sample s = { .zip = ZIPMAKE_INIT };
        add(&s, "picture",
            lw_arena_join(&s.arena, lw_view(cases[i].start, cases[i].len),
                          LW_VIEW("stratum+tcp://pool.example:3333 xmrig --donate-level 1")));
        assert_true(lw_ok(run(&s, &limits, 1)));
        assert_int_equal(facts_of(&s, LW_F_MINER), cases[i].searched);
        assert_int_equal(facts_of(&s, LW_F_UNOPENED), !cases[i].searched);
        assert_int_equal(s.facts.incomplete.count, 0);
        clear(&s);
    }
}

/* Memory of the process that scans a layer of jars in which `inner` is nested, by `jobs`
 * threads. */
static uint64_t peak_bytes(struct lw_view inner, size_t jars, unsigned jobs)
{
    pid_t child = fork();
    if (child == 0) {
        struct sample s = { .arena = LW_ARENA_INIT };
        struct lw_limits limits = lw_limits_default();
        for (size_t i = 0; i < jars; i++) {
            char name[32];
            snprintf(name, sizeof name, "java/lib/%zu.jar", i);
            add(&s, name, inner);
        }
        _exit(lw_ok(run(&s, &limits, jobs)) ? 0 : 1);
    }
    struct rusage usage = { 0 };
    int status = -1;
    assert_int_equal(wait4(child, &status, 0, &usage), child);
    assert_int_equal(status, 0);
    return (uint64_t)usage.ru_maxrss << 10;
}

static void large_files_of_nested_archives_do_not_add_up(void **state)
{
    (void)state;
#ifdef LW_ARENA_DEBUG
    skip(); /* a sanitizer's own memory says nothing */
#endif
    enum { LARGE = 48 << 20, JARS = 8 };
    struct sample s = { .arena = LW_ARENA_INIT };
    uint8_t *zeros = calloc(1, LARGE);
    assert_non_null(zeros);
    add(&s, "large.txt", lw_view(zeros, LARGE));
    free(zeros);
    struct lw_view jar = lw_arena_copy(&s.arena, zipmake_end(&s.zip, NULL));
    uint64_t one = peak_bytes(jar, 1, 1), all = peak_bytes(jar, JARS, JARS);
    if (all > one + LARGE + LARGE / 2)
        fail_msg("%llu bytes for one jar, %llu for %d", (unsigned long long)one,
                 (unsigned long long)all, JARS);
    clear(&s);
}

/* Names of two thousand folders each, 8 MB of them in a jar that deflate makes tiny. */
static void deep_names_of_nested_archives_cost_bounded_memory(void **state)
{
    (void)state;
#ifdef LW_ARENA_DEBUG
    skip(); /* a sanitizer's own memory says nothing */
#endif
    enum { ENTRIES = 2000, TAIL_BYTES = 4000, MOST = 384 << 20 };
    struct sample s = { .arena = LW_ARENA_INIT };
    char tail[TAIL_BYTES + 1] = { 0 };
    for (int i = 0; i < TAIL_BYTES; i++)
        tail[i] = i % 2 ? '/' : 'a';
    tail[TAIL_BYTES - 1] = 'a';
    add_names(&s.zip, ENTRIES, tail);
    struct lw_view jar = lw_arena_copy(&s.arena, zipmake_end(&s.zip, NULL));
    uint64_t peak = peak_bytes(jar, 4, 2);
    if (peak > MOST)
        fail_msg("%llu bytes for jars of %zu", (unsigned long long)peak, jar.len);
    clear(&s);
}

/* A directory that breaks off at its end costs as much as a whole one. */
static void broken_nested_archives_use_up_the_limits(void **state)
{
    (void)state;
    enum { ENTRIES = 30, ARCHIVES = 10 };
    struct lw_limits limits = lw_limits_default();
    limits.entries = 100;
    struct sample s = { .zip = ZIPMAKE_INIT }, mid = { .zip = ZIPMAKE_INIT },
                  inner = { .zip = ZIPMAKE_INIT };
    for (int i = 0; i < ENTRIES; i++) {
        char name[16];
        struct zipmake_entry entry = { .name = name, .text = "" };
        snprintf(name, sizeof name, "%d", i);
        zipmake_add(&inner.zip, &entry);
    }
    struct lw_view packed = lw_arena_copy(&inner.arena, zipmake_end(&inner.zip, NULL));
    size_t last = 0, hit;
    while ((hit = lw_view_find(lw_view_from(packed, last + 1), LW_VIEW("PK\x01\x02"))) !=
           LW_NOT_FOUND)
        last += 1 + hit;
    ((uint8_t *)(uintptr_t)packed.ptr)[last] = 'X';
    for (int i = 0; i < ARCHIVES; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.jar", i);
        add(&mid, name, packed);
    }
    add(&s, "mid.jar", zipmake_end(&mid.zip, NULL));
    assert_true(lw_ok(run(&s, &limits, 1)));
    size_t broken = 0, refused = 0;
    for (size_t i = 0; i < s.facts.incomplete.count; i++) {
        broken += strcmp(s.facts.incomplete.items[i].code, "LW_E_FORMAT") == 0;
        refused += strcmp(s.facts.incomplete.items[i].code, "LW_E_LIMIT") == 0;
    }
    assert_int_equal(broken, 4); /* 10 of mid.jar's own, then 29 at a time */
    assert_int_equal(refused, ARCHIVES - 4);
    clear(&s);
    clear(&mid);
    clear(&inner);
}

/* One style, that of rules and kinds of facts: they stand in the JSON report. */
static void names_of_analyzers_have_one_style(void **state)
{
    (void)state;
    for (size_t i = 0; i < lw_analyzer_count; i++)
        for (const char *c = lw_analyzer_all[i]->name; *c; c++)
            if (!lw_is_digit((uint8_t)*c) && (*c < 'a' || *c > 'z') && *c != '-')
                fail_msg("%s", lw_analyzer_all[i]->name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_ends_at_the_depth),
        cmocka_unit_test(what_is_over_the_total_is_said),
        cmocka_unit_test(names_of_analyzers_have_one_style),
        cmocka_unit_test(broken_nested_archives_use_up_the_limits),
        cmocka_unit_test(many_nested_bombs_are_said_and_the_rest_is_seen),
        cmocka_unit_test(long_names_of_nested_archives_cost_bounded_memory),
        cmocka_unit_test(names_of_too_many_parts_are_said),
        cmocka_unit_test(the_bytes_of_facts_are_what_they_take),
        cmocka_unit_test(deep_names_of_nested_archives_cost_bounded_memory),
        cmocka_unit_test(large_files_of_nested_archives_do_not_add_up),
        cmocka_unit_test(what_is_not_searched_is_said),
        cmocka_unit_test(any_number_of_jobs_gives_the_same_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
