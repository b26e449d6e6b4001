/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/elf.h - read an untrusted ELF file: 32 and 64 bit, both byte orders.
 *
 * Program headers are what counts, for they are what the kernel and the loader go by; section
 * headers are optional and only looked at where nothing else says the same.
 *
 * Owns:    nothing; every view borrows from the bytes given to lw_elf_parse().
 * Trusts:  nothing; tables are cut at fixed numbers, each offset is checked against the bytes.
 * Spec:    System V ABI (gABI) chapters 4 and 5, LSB 5.0 (symbol versions), elf(5).
 */
#ifndef LW_ANALYZE_ELF_H
#define LW_ANALYZE_ELF_H

#include "base/err.h"
#include "base/reader.h"

enum { LW_ELF_REL = 1, LW_ELF_EXEC = 2, LW_ELF_DYN = 3, LW_ELF_CORE = 4 };

enum {
    LW_PT_LOAD = 1,
    LW_PT_DYNAMIC = 2,
    LW_PT_INTERP = 3,
    LW_PT_NOTE = 4,
    LW_PT_GNU_STACK = 0x6474e551,
    LW_PT_GNU_RELRO = 0x6474e552,
};
enum {
    LW_EM_PPC64 = 21,
    LW_EM_S390 = 22,
    LW_EM_X86_64 = 62,
    LW_EM_AARCH64 = 183,
    LW_EM_RISCV = 243
};
enum { LW_PF_X = 1, LW_PF_W = 2, LW_PF_R = 4 };

enum { LW_SHT_SYMTAB = 2, LW_SHT_STRTAB = 3, LW_SHT_NOTE = 7, LW_SHT_NOBITS = 8 };

enum {
    LW_DT_NEEDED = 1,
    LW_DT_STRTAB = 5,
    LW_DT_SYMTAB = 6,
    LW_DT_STRSZ = 10,
    LW_DT_SONAME = 14,
    LW_DT_RPATH = 15,
    LW_DT_BIND_NOW = 24,
    LW_DT_INIT_ARRAYSZ = 27,
    LW_DT_RUNPATH = 29,
    LW_DT_FLAGS = 30,
    LW_DT_FLAGS_1 = 0x6ffffffb,
    LW_DT_VERNEED = 0x6ffffffe,
    LW_DT_VERNEEDNUM = 0x6fffffff,
};

/* What is read of each table at most; no real program has more. */
enum {
    LW_ELF_SEGMENTS_MAX = 256,
    LW_ELF_SECTIONS_MAX = 16384,
    LW_ELF_DYNAMIC_MAX = 4096,
    LW_ELF_NAME_MAX_BYTES = 16384, /* of a symbol or a library */
    LW_ELF_NOTES_MAX = 256,
    LW_ELF_VERSIONS_MAX = 4096,
};

struct lw_elf {
    struct lw_view bytes;
    bool is_64, is_big;
    uint8_t os_abi;
    uint16_t type, machine;
    uint64_t segments_at, sections_at; /* file offsets */
    uint32_t segment_count, section_count, names_index;
    uint32_t segment_bytes, section_bytes; /* of one record */
    struct lw_view dynamic;       /* the records of PT_DYNAMIC; empty where there is none */
    struct lw_view dynamic_names; /* DT_STRTAB */
};

struct lw_elf_segment {
    uint32_t type, flags;
    uint64_t offset, address, file_bytes, memory_bytes;
};

struct lw_elf_section {
    struct lw_view name;
    uint32_t type;
    uint64_t flags, address, offset, bytes;
};

struct lw_elf_dynamic {
    uint64_t tag, value;
};

struct lw_elf_note {
    struct lw_view name; /* without NULs at its end (Go's has two) */
    uint32_t type;
    struct lw_view desc;
};

bool lw_elf_magic(struct lw_view head);

/* `bytes` may be the beginning of a file only: what lies behind its end is then not seen.
 * err: LW_E_FORMAT where it is no ELF file or the header is cut short; `*out` is unchanged then. */
LW_NODISCARD lw_status lw_elf_parse(struct lw_elf *out, struct lw_view bytes, struct lw_err *err);

/* The record at `index`; false behind the last one or where it is not in the bytes. */
bool lw_elf_segment(struct lw_elf_segment *out, const struct lw_elf *elf, size_t index);
bool lw_elf_section(struct lw_elf_section *out, const struct lw_elf *elf, size_t index);
bool lw_elf_dynamic(struct lw_elf_dynamic *out, const struct lw_elf *elf, size_t index);

/* The first segment of a type; the first section of a name. */
bool lw_elf_segment_find(struct lw_elf_segment *out, const struct lw_elf *elf, uint32_t type);
bool lw_elf_section_find(struct lw_elf_section *out, const struct lw_elf *elf, const char *name);

/* What of the segment or section is in the bytes. */
struct lw_view lw_elf_segment_bytes(const struct lw_elf *elf, const struct lw_elf_segment *segment);
struct lw_view lw_elf_section_bytes(const struct lw_elf *elf, const struct lw_elf_section *section);

/* Bytes of the file from a memory address to the end of its segment; empty where none has it.
 * `*offset` (may be NULL) is where they are in the file. */
struct lw_view lw_elf_at_address(const struct lw_elf *elf, uint64_t address, uint64_t *offset);

/* The first value of a dynamic tag. */
bool lw_elf_dynamic_find(uint64_t *out, const struct lw_elf *elf, uint64_t tag);

/* A text of the dynamic string table; empty where there is none. */
struct lw_view lw_elf_dynamic_text(const struct lw_elf *elf, uint64_t offset);

/* Walks notes of all PT_NOTE segments: start with `*state` 0; false after the last one. */
bool lw_elf_note_next(struct lw_elf_note *out, const struct lw_elf *elf, uint64_t *state);

/* The highest "PREFIXa.b[.c]" among the symbol versions that the file needs ("GLIBC_");
 * the part behind the prefix, empty where it needs none. */
struct lw_view lw_elf_version_needed(const struct lw_elf *elf, const char *prefix);

/* By gABI number: "x86_64", "aarch64" ...; NULL where it has no name here. */
const char *lw_elf_machine_name(uint16_t machine);

uint64_t lw_elf_uint(const struct lw_elf *elf, struct lw_reader *r, unsigned width);

#endif
