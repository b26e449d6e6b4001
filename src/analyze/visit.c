/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/visit.c - one file: who wants it, what it holds, what is nested in it.
 */
#include "analyze/visit.h"

#include "analyze/earlier.h"
#include "analyze/names.h"
#include "analyze/seen.h"

enum { HEAD_BYTES = 1024, STREAM_FROM_BYTES = 8 << 20 };
enum { LARGE_NESTED_BYTES = 4 << 20 };
enum { NAME_PART_BYTES = 128 }; /* what comparing one takes meanwhile, and about 0.3 us */

/* Where an entry stands: in the artifact (prefix "") or in "outer.jar!/". */
struct place {
    const struct lw_archive *archive;
    struct lw_view prefix, container;
    unsigned depth;
};

static void visit_in(struct lw_visitor *v, const struct place *place, const struct lw_entry *entry,
                     struct lw_scan_file *record);

void lw_visitor_init(struct lw_visitor *visitor, struct lw_run *run)
{
    *visitor = (struct lw_visitor){ .run = run,
                                    .arena = LW_ARENA_INIT,
                                    .hits = LW_PATTERN_HITS_INIT };
    visitor->facts = lw_facts(&visitor->arena);
    visitor->wants = lw_arena_array(&visitor->arena, (LW_MAX_DEPTH + 1) * lw_analyzer_count,
                                    sizeof *visitor->wants);
}

void lw_visitor_clear(struct lw_visitor *visitor)
{
    for (size_t i = 0; i < LW_COUNT(visitor->scratch); i++)
        lw_scratch_free(visitor->scratch[i]);
    lw_scratch_free(visitor->theirs);
    lw_pattern_hits_clear(&visitor->hits);
    lw_arena_clear(&visitor->arena);
}

struct lw_scratch *lw_visitor_scratch(struct lw_visitor *visitor, unsigned depth)
{
    if (!visitor->scratch[depth]) {
        visitor->scratch[depth] = lw_scratch_new();
        if (depth == 0 && !visitor->run->options->packages_only)
            lw_scratch_read_ahead(visitor->scratch[depth]);
    }
    return visitor->scratch[depth];
}

void lw_anomaly_to_fact(struct lw_facts *facts, const struct lw_anomaly *anomaly,
                        struct lw_view location)
{
    struct lw_fact *fact = lw_facts_add(facts, LW_F_ANOMALY, location);
    fact->offset = anomaly->offset;
    lw_fact_set_c(facts, fact, LW_K_KIND, lw_anomaly_name(anomaly->kind));
    lw_fact_set(facts, fact, LW_K_DETAIL, anomaly->detail);
}

static void incomplete(struct lw_visitor *v, struct lw_view location, const struct lw_err *err)
{
    lw_facts_incomplete(&v->facts, location, lw_code_name(err->code), lw_view_c(err->text));
}

static bool over(const struct lw_visitor *v)
{
    return atomic_load(&v->run->too_much);
}

/* What is nested is named by all that it stands in, and its names may be long: a small zip could
 * fill the memory with them. The sum is the same in whatever order the threads come. */
static void charge(struct lw_visitor *v, uint64_t bytes, struct lw_facts_mark from)
{
    bytes += lw_facts_bytes(&v->facts, from);
    uint64_t before = atomic_fetch_add(&v->run->nested_text_bytes, bytes);
    if (before + bytes > LW_NESTED_TEXT_BYTES)
        atomic_store(&v->run->too_much, true);
}

/* Takes a nested archive's size off the budget. False: over a limit, which is said. */
static bool within_budget(struct lw_visitor *v, const struct lw_file *file,
                          const struct lw_archive *inside)
{
    uint64_t bytes = lw_archive_unpacked_bytes(inside);
    size_t entries;
    lw_archive_entries(inside, &entries);
    uint64_t before = atomic_fetch_add(&v->run->nested_bytes, bytes);
    uint64_t hard = v->run->options->limits.total_bytes * LW_NESTED_FACTOR;
    if (bytes > hard || before > hard - bytes)
        atomic_store(&v->run->too_much, true);
    if (bytes <= v->nested_left && entries <= v->entries_left) {
        v->nested_left -= bytes;
        v->entries_left -= entries;
        return true;
    }
    struct lw_view reason = lw_arena_printf(
        &v->arena,
        "not looked into: it unpacks to %llu bytes in %zu entries, more than the limits leave",
        (unsigned long long)bytes, entries);
    lw_facts_incomplete(&v->facts, file->location, lw_code_name(LW_E_LIMIT), reason);
    struct lw_fact *fact = lw_facts_add(&v->facts, LW_F_ANOMALY, file->location);
    lw_fact_set_c(&v->facts, fact, LW_K_KIND, lw_anomaly_name(LW_A_TOTAL));
    lw_fact_set(&v->facts, fact, LW_K_DETAIL, reason);
    return false;
}

static void call_nested_hooks(struct lw_visitor *v, const struct lw_file *file,
                              const struct lw_archive *inside)
{
    for (size_t i = 0; i < lw_analyzer_count; i++) {
        const struct lw_analyzer *a = lw_analyzer_all[i];
        struct lw_err err = { 0 };
        if (!a->nested || !lw_engine_asks(v->run->options, a))
            continue;
        if (!lw_ok(
                a->nested(&v->facts, file, inside, lw_visitor_scratch(v, file->depth + 1), &err)))
            incomplete(v, file->location, &err);
    }
}

static void add_nested_anomalies(struct lw_visitor *v, const struct lw_file *file,
                                 struct lw_view prefix, const struct lw_anomaly_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_anomaly *a = &list->items[i];
        struct lw_view inner = lw_arena_join(&v->arena, prefix, a->path);
        lw_anomaly_to_fact(&v->facts, a, a->path.len ? inner : file->location);
    }
}

/* What it took to find out that an archive is broken: its own bytes, and the entries read until
 * then, each of which is a name at least. */
static void charge_broken(struct lw_visitor *v, const struct lw_file *file,
                          const struct lw_archive *inside, struct lw_facts_mark mark)
{
    size_t entries = 0;
    uint64_t bytes = file->bytes.len;
    if (inside)
        lw_archive_entries(inside, &entries);
    v->nested_left -= bytes < v->nested_left ? bytes : v->nested_left;
    v->entries_left -= entries < v->entries_left ? entries : v->entries_left;
    uint64_t before = atomic_fetch_add(&v->run->nested_bytes, bytes);
    if (before + bytes > v->run->options->limits.total_bytes * LW_NESTED_FACTOR)
        atomic_store(&v->run->too_much, true);
    charge(v, NAME_PART_BYTES * (uint64_t)entries, mark);
}

static void refuse(struct lw_visitor *v, const struct lw_file *file, const char *reason,
                   struct lw_facts_mark mark)
{
    lw_facts_incomplete(&v->facts, file->location, lw_code_name(LW_E_LIMIT), lw_view_c(reason));
    charge(v, 0, mark);
}

/* NULL where it was not opened, which is said and charged. */
static struct lw_archive *open_nested(struct lw_visitor *v, const struct lw_file *file)
{
    const struct lw_limits *limits = &v->run->options->limits;
    const struct lw_facts_mark mark = lw_facts_mark(&v->facts);
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *inside = NULL;
    struct lw_err err = { 0 };
    if (file->depth >= limits->depth || file->depth >= LW_MAX_DEPTH) {
        struct lw_fact *fact = lw_facts_add(&v->facts, LW_F_ANOMALY, file->location);
        lw_fact_set_c(&v->facts, fact, LW_K_KIND, lw_anomaly_name(LW_A_DEPTH));
        lw_fact_printf(&v->facts, fact, LW_K_DETAIL, "depth %u", file->depth + 1);
        refuse(v, file, "not looked into: archives are nested too deep", mark);
        return NULL;
    }
    if (v->entries_left == 0 || v->nested_left == 0) {
        refuse(v, file, "not looked into: those before it used up the limits", mark);
        return NULL;
    }
    if (!lw_ok(lw_archive_begin_bytes(&inside, file->bytes, file->location, limits, &err)) ||
        !lw_ok(lw_archive_list(inside, &err))) {
        incomplete(v, file->location, &err);
        charge_broken(v, file, inside, mark);
        return NULL;
    }
    return lw_steal(&inside);
}

void lw_tell_cut(struct lw_facts *facts, const struct lw_archive *archive, struct lw_view location,
                 const struct lw_limits *limits)
{
    if (lw_archive_is_cut(archive))
        lw_facts_incomplete(facts, location, lw_code_name(LW_E_LIMIT),
                            lw_arena_printf(facts->arena,
                                            "it has more than %llu entries (--max-entries): the "
                                            "others were not looked at",
                                            (unsigned long long)limits->entries));
}

static void visit_nested(struct lw_visitor *v, const struct lw_file *file)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *inside = open_nested(v, file);
    struct lw_err err = { 0 };
    if (!inside)
        return;
    struct lw_view prefix = lw_arena_join(&v->arena, file->location, LW_VIEW("!/"));
    const struct lw_facts_mark mark = lw_facts_mark(&v->facts);
    add_nested_anomalies(v, file, prefix, lw_archive_anomalies(inside));
    lw_tell_cut(&v->facts, inside, file->location, &v->run->options->limits);
    struct lw_anomaly_list layout = { 0 };
    if (!v->run->options->packages_only &&
        !lw_ok(lw_archive_check_layout(&layout, inside, &v->arena, &err)))
        incomplete(v, file->location, &err);
    add_nested_anomalies(v, file, prefix, &layout);
    const bool fits = within_budget(v, file, inside);
    if (fits)
        call_nested_hooks(v, file, inside);
    charge(v, prefix.len + NAME_PART_BYTES * (uint64_t)lw_archive_name_parts(inside), mark);
    if (!fits)
        return;
    struct place place = { inside, prefix, file->location, file->depth + 1 };
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(inside, &count);
    for (size_t i = 0; i < count && !over(v); i++)
        visit_in(v, &place, &entries[i], NULL);
}

/* Asks every analyser once. Gives the strongest answer. */
static enum lw_want ask(const struct lw_visitor *v, const struct lw_file *file, enum lw_want *wants)
{
    enum lw_want strongest = LW_WANT_NO;
    for (size_t i = 0; i < lw_analyzer_count; i++) {
        const struct lw_analyzer *a = lw_analyzer_all[i];
        bool asked = a->wants && lw_engine_asks(v->run->options, a);
        wants[i] = asked ? a->wants(file) : LW_WANT_NO;
        if (wants[i] == LW_WANT_YES)
            strongest = LW_WANT_YES;
        else if (wants[i] == LW_WANT_MAYBE && strongest == LW_WANT_NO)
            strongest = LW_WANT_MAYBE;
    }
    return strongest;
}

/* Turns MAYBE into YES or NO by the first bytes; false when nobody is left. */
static bool decide(enum lw_want *wants, struct lw_view head)
{
    bool any = false;
    for (size_t i = 0; i < lw_analyzer_count; i++) {
        const struct lw_analyzer *a = lw_analyzer_all[i];
        if (wants[i] == LW_WANT_MAYBE)
            wants[i] = !a->accepts || a->accepts(head) ? LW_WANT_YES : LW_WANT_NO;
        any = any || wants[i] == LW_WANT_YES;
    }
    return any;
}

static void call_file_hook(struct lw_visitor *v, const struct lw_analyzer *a,
                           const struct lw_file *file)
{
    struct lw_err err = { 0 };
    const size_t before = v->facts.facts.count;
    if (!lw_ok(a->file(&v->facts, file, &err)))
        incomplete(v, file->location, &err);
    for (size_t i = before; i < v->facts.facts.count; i++)
        v->facts.facts.items[i].behavior = a->behavior;
}

/* Nobody asks what this file does; what is nested goes with the file of the artifact. */
static bool left_out(const struct lw_visitor *v, const struct lw_file *file)
{
    const struct lw_engine_filter *filter = v->run->options->behavior_of;
    return filter && !filter->wants(filter->ctx, lw_location_file(file->location));
}

/* What the same bytes at the same place do was seen in another version already. */
static bool known_before(struct lw_visitor *v, const struct lw_file *file,
                         const struct lw_scan_file *record)
{
    const struct lw_earlier *earlier = v->run->options->earlier;
    return record && record->have_sha256 && v->run->options->behavior &&
           lw_earlier_give(&v->facts, earlier, file->location, &record->sha256);
}

static void call_file_hooks(struct lw_visitor *v, struct lw_file *file, const enum lw_want *wants,
                            const struct lw_scan_file *record)
{
    const bool known = left_out(v, file) || known_before(v, file, record);
    const struct lw_engine_filter *filter = v->run->options->behavior_of;
    lw_pattern_hits_reset(&v->hits);
    file->hits = &v->hits;
    file->yara = v->run->options->yara;
    for (size_t i = 0; i < lw_analyzer_count; i++) {
        const struct lw_analyzer *a = lw_analyzer_all[i];
        if (wants[i] != LW_WANT_YES || !a->file || (known && a->behavior))
            continue;
        if (!filter || !filter->asks || filter->asks(filter->ctx, a, file))
            call_file_hook(v, a, file);
    }
}

/* A large file need not be read whole where everybody who wants it can do from its beginning. What
 * the others found until one could not is found once more, and said once (lw_facts_settle()). */
static bool streamed(struct lw_visitor *v, const struct place *place, const struct lw_file *file,
                     const struct lw_entry *entry, const enum lw_want *wants)
{
    if (file->size_bytes < STREAM_FROM_BYTES)
        return false;
    for (size_t i = 0; i < lw_analyzer_count; i++) {
        const struct lw_analyzer *a = lw_analyzer_all[i];
        struct lw_err err = { 0 };
        bool done = false;
        if (wants[i] != LW_WANT_YES)
            continue;
        if (!a->stream)
            return false;
        if (!lw_ok(a->stream(&v->facts, &done, file, entry, lw_visitor_scratch(v, place->depth),
                             &err))) {
            incomplete(v, file->location, &err);
            return true;
        }
        if (!done)
            return false;
    }
    return true;
}

/* --packages-only: true where the whole content has to be read after all. */
static bool must_read(struct lw_visitor *v, const struct place *place, const struct lw_file *file,
                      const struct lw_entry *entry, enum lw_want *wants, enum lw_want strongest)
{
    if (lw_named_as_archive(file->path))
        return true;
    if (strongest == LW_WANT_NO)
        return false;
    bool maybe = false;
    for (size_t i = 0; i < lw_analyzer_count; i++)
        maybe = maybe || wants[i] == LW_WANT_MAYBE;
    if (strongest == LW_WANT_YES && !maybe)
        return true;
    if (strongest == LW_WANT_MAYBE && !lw_named_like_program(file->path))
        return false;
    struct lw_view head;
    struct lw_err err = { 0 };
    if (!lw_ok(lw_archive_peek(&head, place->archive, entry, HEAD_BYTES,
                               lw_visitor_scratch(v, place->depth), &err))) {
        incomplete(v, file->location, &err);
        return false;
    }
    return decide(wants, head) && !streamed(v, place, file, entry, wants);
}

/* True where it is an archive to be looked into. */
static bool look(struct lw_visitor *v, const struct place *place, struct lw_file *file,
                 const struct lw_entry *entry, enum lw_want *wants, struct lw_scan_file *record)
{
    bool packages_only = v->run->options->packages_only;
    struct lw_content content;
    struct lw_err err = { 0 };
    bool hash = record && !packages_only;
    if (!lw_ok(lw_archive_read(&content, place->archive, entry, hash,
                               lw_visitor_scratch(v, place->depth), &err))) {
        incomplete(v, file->location, &err);
        return false;
    }
    if (content.have_anomaly)
        lw_anomaly_to_fact(&v->facts, &content.anomaly, file->location);
    if (content.damaged)
        lw_facts_incomplete(
            &v->facts, file->location, lw_code_name(LW_E_FORMAT),
            LW_VIEW("its content is damaged: what could be unpacked was looked at"));
    if (hash && !content.damaged) { /* else it is not known what the file is */
        record->sha256 = content.sha256;
        record->have_sha256 = true;
    }
    if (entry->type != LW_ENTRY_FILE)
        return false;
    const struct lw_engine_reader *reader = v->run->options->reader;
    if (reader && record && !content.have_anomaly)
        reader->read(reader->ctx, entry->path, content.bytes);
    file->bytes = content.bytes;
    file->size_bytes = content.bytes.len;
    if (decide(wants, lw_view_sub(content.bytes, 0, HEAD_BYTES)))
        call_file_hooks(v, file, wants, record);
    bool magic = lw_view_starts(content.bytes, LW_VIEW("PK\x03\x04"));
    return lw_named_as_archive(file->path) ? content.bytes.len > 0 : magic && !packages_only;
}

/* What is nested comes on top of the file it stands in, whose bytes are held meanwhile: a thread
 * that waited there for its share could wait for one that waits for it. So one thread at a time
 * goes into large nested files, as deep as they go, and that one waits for nobody. True: it has
 * taken the turn. */
static bool begin_memory(struct lw_visitor *v, const struct place *place, uint64_t cost)
{
    if (place->depth == 0) {
        lw_gate_take(v->run->gate, cost);
        return false;
    }
    if (cost <= LARGE_NESTED_BYTES || v->has_turn)
        return false;
    lw_gate_take(v->run->nested_turn, 1);
    v->has_turn = true;
    return true;
}

static void end_memory(struct lw_visitor *v, const struct place *place, uint64_t cost,
                       bool took_turn)
{
    if (v->scratch[place->depth])
        lw_scratch_trim(v->scratch[place->depth]); /* what is given back is held by nobody */
    if (place->depth == 0)
        lw_gate_give(v->run->gate, cost);
    if (took_turn) {
        v->has_turn = false;
        lw_gate_give(v->run->nested_turn, 1);
    }
}

static void visit_in(struct lw_visitor *v, const struct place *place, const struct lw_entry *entry,
                     struct lw_scan_file *record)
{
    bool packages_only = v->run->options->packages_only;
    if (entry->type == LW_ENTRY_FOLDER)
        return;
    if (entry->type != LW_ENTRY_FILE && (packages_only || !record))
        return; /* a link or a device is read only to be hashed */
    struct lw_file file = {
        .path = entry->path,
        .location = place->prefix.len ? lw_arena_join(&v->arena, place->prefix, entry->path)
                                      : entry->path,
        .container = place->container,
        .size_bytes = entry->bytes,
        .mode = entry->mode,
        .depth = place->depth,
        .archive = place->archive,
        .looked_beside = &v->looked_beside,
    };
    enum lw_want *wants = v->wants + place->depth * lw_analyzer_count;
    enum lw_want strongest = entry->type == LW_ENTRY_FILE ? ask(v, &file, wants) : LW_WANT_NO;
    const struct lw_facts_mark mark = lw_facts_mark(&v->facts);
    bool nested = false,
         read = !packages_only || must_read(v, place, &file, entry, wants, strongest);
    uint64_t cost = read ? lw_archive_read_cost(place->archive, entry) : 0;
    bool took_turn = begin_memory(v, place, cost);
    if (read)
        nested = look(v, place, &file, entry, wants, record);
    if (place->depth) {
        charge(v, file.location.len, mark);
    } else {
        v->own_end = lw_facts_mark(&v->facts);
        v->is_archive = nested;
    }
    if (nested && !over(v))
        visit_nested(v, &file);
    end_memory(v, place, cost, took_turn);
}

/* An equal file of another version was looked at already. */
static bool seen_before(struct lw_visitor *v, const struct lw_entry *entry,
                        struct lw_scan_file *record)
{
    const struct lw_engine_options *options = v->run->options;
    const struct lw_engine_filter *filter = options->behavior_of;
    if (!options->seen || !record || entry->type != LW_ENTRY_FILE || options->packages_only ||
        !filter || filter->wants(filter->ctx, entry->path))
        return false;
    if (!v->theirs) {
        v->theirs = lw_scratch_new();
        lw_scratch_read_ahead(v->theirs);
    }
    const uint64_t cost = 2 * entry->packed_bytes;
    struct lw_scratch *scratch = lw_visitor_scratch(v, 0);
    lw_gate_take(v->run->gate, cost);
    bool given = lw_seen_give(&v->facts, record, options->seen, v->run->archive, entry, scratch,
                              v->theirs);
    lw_scratch_trim(scratch);
    lw_scratch_trim(v->theirs);
    lw_gate_give(v->run->gate, cost);
    v->own_end = lw_facts_mark(&v->facts);
    return given;
}

void lw_visit(struct lw_visitor *visitor, const struct lw_entry *entry, struct lw_scan_file *record)
{
    const struct lw_limits *limits = &visitor->run->options->limits;
    struct place place = { .archive = visitor->run->archive };
    visitor->nested_left = limits->total_bytes;
    visitor->entries_left = limits->entries;
    visitor->is_archive = false;
    visitor->looked_beside = false;
    if (!seen_before(visitor, entry, record))
        visit_in(visitor, &place, entry, record);
}
