/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/go_buildinfo.h - the build information that the Go linker puts into a program.
 *
 * Two layouts: from Go 1.18 on the texts follow the header; before, the header holds the
 * addresses of two string headers.
 *
 * Owns:    nothing; every view borrows from the program's bytes.
 * Spec:    Go's debug/buildinfo (reading) and cmd/link/internal/ld/data.go (writing).
 */
#ifndef LW_ANALYZE_GO_BUILDINFO_H
#define LW_ANALYZE_GO_BUILDINFO_H

#include "analyze/elf.h"
#include "archive/archive.h"

#define LW_GO_MAGIC LW_VIEW("\xff Go buildinf:")
enum {
    LW_GO_HEAD_BYTES = 4096, /* ELF header, program headers and, in Go programs, notes */
    LW_GO_ALIGN = 16,
    LW_GO_HEADER_BYTES = 32,
    LW_GO_TEXT_MAX_BYTES = 4 << 20, /* of module information; kubectl has 16 KB */
};

struct lw_go_info {
    struct lw_view version; /* "go1.22.3 X:boringcrypto" */
    struct lw_view modules; /* lines "path", "mod", "dep", "=>", "build"; may be empty */
    uint64_t offset;        /* of the header in the file */
};

struct lw_go_module {
    struct lw_view path, version; /* of what was built: the replacement where there is one */
    struct lw_view old_path, old_version; /* what was replaced; empty otherwise */
    bool is_main;
};

/* The Go tool chain made it: by its note, or by its table of functions where that was taken out. */
bool lw_go_made(const struct lw_elf *elf);

/* The first bytes show a note of the Go tool chain: a hint that streaming will do. */
bool lw_go_likely(struct lw_view head);

/* The same on an entry's first bytes: for analysers that leave Go programs alone when streaming. */
LW_NODISCARD lw_status lw_go_only(bool *out, const struct lw_archive *archive,
                                  const struct lw_entry *entry, struct lw_scratch *scratch,
                                  struct lw_err *err);

/* In the whole program. False where it holds none. */
bool lw_go_find(struct lw_go_info *out, const struct lw_elf *elf);

/* The Go version ("go1.22.3") where a program's build information was taken out: the text that a
 * string of its data points to, as runtime.buildVersion does. False where there is none. */
bool lw_go_find_version(struct lw_view *out, const struct lw_elf *elf);

/* In bytes that begin at the program's data segment, which starts at `base` in the file.
 * *have: found and complete. *pointers: found, in the old layout, whose texts are elsewhere.
 * Neither: not yet; *at is where to look again when there are more bytes. */
void lw_go_find_inline(struct lw_go_info *out, bool *have, bool *pointers, size_t *at,
                       struct lw_view data, uint64_t base);

/* The first segment that can be written: where the linker puts the header. */
bool lw_go_data_segment(struct lw_elf_segment *out, const struct lw_elf *elf);

/* Cuts the next module off `*rest` (info.modules at first); false behind the last one. */
bool lw_go_module_next(struct lw_go_module *out, struct lw_view *rest);

/* "build" lines: the value of a key ("GOARCH", "vcs.revision"), unquoted text as it stands. */
struct lw_view lw_go_setting(struct lw_view modules, const char *key);

#endif
