/* SPDX-License-Identifier: Apache-2.0
 *
 * review/review.h - two versions of an artifact, compared: what changed, and whether to adopt it.
 *
 * Owns:    a struct lw_review owns both scans; everything else it reaches lives in its arena.
 */
#ifndef LW_REVIEW_REVIEW_H
#define LW_REVIEW_REVIEW_H

#include "base/map.h"
#include "review/config.h"
#include "scan/scan.h"

/* How a file came to be what it is. */
enum lw_file_state {
    LW_FILE_SAME, /* the same bytes at the same place */
    LW_FILE_ADDED,
    LW_FILE_REMOVED,
    LW_FILE_CHANGED, /* other bytes at the same place */
    LW_FILE_TOUCHED, /* as good as the same: a .pyc with another time in its head */
    LW_FILE_MOVED,   /* the same bytes at another place */
    LW_FILE_RENAMED, /* similar bytes at another place */
    LW_FILE_STATES
};

const char *lw_file_state_name(enum lw_file_state state); /* "added" */

enum lw_line_kind { LW_LINE_SAME, LW_LINE_OLD, LW_LINE_NEW };

struct lw_hunk_line {
    enum lw_line_kind kind;
    uint32_t old_line, new_line; /* from 1; 0 where the side does not have it */
    struct lw_view text;         /* without its end, cut where it is very long */
    bool cut;                    /* it was */
};

struct lw_hunk {
    struct lw_hunk_line *items;
    size_t count, capacity;
    bool fact; /* a new fact is on one of its lines */
};

struct lw_hunk_list {
    struct lw_hunk *items;
    size_t count, capacity;
    size_t left_out; /* hunks that the limits did not leave room for */
};

struct lw_file_change {
    enum lw_file_state state;
    const struct lw_scan_file *from, *to; /* from NULL: added; to NULL: removed */
    unsigned similarity;                  /* in percent; 100 where the bytes are the same */
    bool mode_changed;                    /* as the manifest writes modes */
    bool type_changed;                    /* a link where a file was, or the other way round */
    size_t package;                       /* of the package changes, from 1; 0: none */
    bool explained;                       /* by its package's new version, whose proof holds */
    size_t new_facts;                     /* of facts_added that are in it */
    struct lw_hunk_list hunks;            /* of texts on both sides (of an added one: its facts) */
};

struct lw_file_change_list { /* sorted by path (of the new side where there is one) */
    struct lw_file_change *items;
    size_t count, capacity;
};

enum lw_package_state {
    LW_PACKAGE_SAME, /* the same version; stands here where files of it changed */
    LW_PACKAGE_NEW,
    LW_PACKAGE_GONE,
    LW_PACKAGE_UP,
    LW_PACKAGE_DOWN,
    LW_PACKAGE_OTHER, /* another version, and which is newer cannot be told */
    LW_PACKAGE_MOVED, /* the same version at another place */
    LW_PACKAGE_STATES
};

const char *lw_package_state_name(enum lw_package_state state); /* "up" */

/* Whether the files of the new side are what the package's own list says. */
enum lw_proof {
    LW_PROOF_NONE,    /* it has no list of digests */
    LW_PROOF_HOLDS,   /* each file that it lists is there and has the digest */
    LW_PROOF_PARTIAL, /* some of its files are not listed, the others match */
    LW_PROOF_BROKEN,  /* a file has another digest */
};

const char *lw_proof_name(enum lw_proof proof); /* "record", "none" ... */

struct lw_package_change {
    enum lw_package_state state;
    const struct lw_package *from, *to;
    enum lw_proof proof;                   /* of `to` */
    size_t added, removed, changed, moved; /* files of it */
    size_t mismatched;                     /* files that its list has with another digest */
    bool was_there; /* it is new by name only: files of it stood there, and were no package's */
};

struct lw_package_change_list { /* sorted by name */
    struct lw_package_change *items;
    size_t count, capacity;
};

/* A fact that only one side has. A fact is the same as another of its kind where what it says is:
 * capability, service and action, host, name ...; lines do not count, and a file is compared with
 * the one that it was before, wherever that stood. */
struct lw_fact_change {
    const struct lw_fact *fact;
    size_t file;          /* of files, from 1; 0: a file that did not change, or the artifact */
    size_t package;       /* of packages, from 1; 0: no package's */
    bool new_to_package;  /* nothing of the same package (or of what is no package's) had it */
    bool new_to_artifact; /* nothing at all had it */
    /* It had the capability in the other phase: when called, and now at load; or at load. */
    bool package_had_phase, artifact_had_phase;
};

struct lw_fact_change_list { /* by kind, place, line */
    struct lw_fact_change *items;
    size_t count, capacity;
};

enum lw_level { LW_LEVEL_OFF, LW_LEVEL_NOTE, LW_LEVEL_REVIEW, LW_LEVEL_BLOCK };
enum lw_verdict { LW_VERDICT_ADOPT, LW_VERDICT_REVIEW, LW_VERDICT_BLOCK };

const char *lw_level_name(enum lw_level level);       /* "off", "note", "review", "block" */
const char *lw_verdict_name(enum lw_verdict verdict); /* "adopt", "review", "block" */

struct lw_reason {
    struct lw_view rule;
    enum lw_level level;
    enum lw_severity severity;
    struct lw_view title, path;
    uint32_t line;
    struct lw_view evidence, why, fix;
    bool accepted; /* by the configuration: kept and shown, counts for nothing */
    struct lw_view accepted_by;
};

struct lw_reason_list {
    struct lw_reason *items;
    size_t count, capacity;
};

/* What changed code does to what guards. */
enum lw_guard_kind {
    LW_GUARD_SWITCH,   /* what protects is newly off, what endangers newly on */
    LW_GUARD_CHECK,    /* what checks, cleans or compares lets more through, by few words */
    LW_GUARD_FOLDER,   /* a fixed path in a folder that anyone may fill */
    LW_GUARD_PLAIN,    /* a server that was asked with encryption is asked without */
    LW_GUARD_NUMBER,   /* a number that says how well something guards says: much less */
    LW_GUARD_WEAKNESS, /* a function is weaker in a way that is known */
    LW_GUARD_UNREAD,   /* part of it was not compared; the name says why */
};

struct lw_guard {
    enum lw_guard_kind kind;
    size_t file; /* of files, from 1 */
    uint32_t line;
    struct lw_view name;    /* of the switch, the function, the path */
    struct lw_view was, is; /* for a person; was may be "" */
    bool vague;             /* what published versions do as well, and with reason */
};

struct lw_guard_list {
    struct lw_guard *items;
    size_t count, capacity;
};

struct lw_finding_refs {
    const struct lw_finding **items;
    size_t count, capacity;
};

/* What the tests of a package are to its other code (test_folders.h). */
enum lw_tests {
    LW_TESTS_UNKNOWN,
    LW_TESTS_IDLE,   /* none of it can load them */
    LW_TESTS_LOADED, /* it names them where it loads */
};

struct lw_review {
    struct lw_arena arena, arena_to; /* arena_to: of what is read of the new side meanwhile */
    struct lw_scan *from, *to;
    bool same_content, same_zip;      /* equal digests: then nothing else was compared */
    struct lw_file_change_list files; /* without those that are the same */
    size_t same_files;
    size_t file_states[LW_FILE_STATES];
    struct lw_package_change_list packages;
    size_t package_states[LW_PACKAGE_STATES];
    struct lw_fact_change_list facts_added, facts_removed;
    struct lw_guard_list guards; /* by file */
    enum lw_tests *tests;        /* by package change, from 1; 0: of none. NULL: not looked at */
    struct lw_map test_imports;  /* "PACKAGE WORD": of imports of Python, where tests are loaded */
    struct lw_finding_refs vulnerabilities_fixed, vulnerabilities_added;
    struct lw_finding_refs findings_added, findings_removed; /* of all other rules */
    struct lw_reason_list reasons;                           /* what weighs most first */
    size_t switched_off;   /* reasons of rules that the configuration has off */
    struct lw_views notes; /* for a person: exceptions that hold no more, or nothing */
    enum lw_verdict verdict;
    int64_t now_utc_s;
};

struct lw_review *lw_review_new(void);
void lw_review_free(struct lw_review *review);
void lw_review_free_p(struct lw_review **slot);

/* Of a change: the path that a person knows it by. */
struct lw_view lw_file_change_path(const struct lw_file_change *change);

#endif
