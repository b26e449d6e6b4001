/* SPDX-License-Identifier: Apache-2.0
 *
 * layer_sample.h - builds a layer from a description that a person can read, in a new folder.
 *
 *     0755 extensions/agent
 *     | #!/bin/sh
 *     | exec sleep 60
 *     0777 lib/libx.so -> /tmp/libx.so
 *     0644 lib/liby.so = elf shared-object arm64 stack-executable runpath:/tmp
 *
 * A mode and a path; the lines of its content, each behind "| "; or the target of a link; or an
 * ELF file made to measure. "#" begins a comment.
 */
#ifndef LW_TESTS_LAYER_SAMPLE_H
#define LW_TESTS_LAYER_SAMPLE_H

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "elf_sample.h"

struct layer_sample {
    char folder[512];
    FILE *file; /* the one that lines of content go to */
    char path[1024];
    unsigned mode;
};

static inline int layer_remove_one(const char *path, const struct stat *st, int type,
                                   struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static inline int layer_open_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)ftw;
    (void)type;
    return S_ISDIR(st->st_mode) ? chmod(path, 0755) : 0;
}

static inline void layer_remove(const struct layer_sample *layer)
{
    (void)nftw(layer->folder, layer_open_one, 16, FTW_PHYS);
    (void)nftw(layer->folder, layer_remove_one, 16, FTW_PHYS | FTW_DEPTH);
}

static inline bool layer_word(struct lw_view *out, struct lw_view *rest)
{
    *rest = lw_view_trim(*rest);
    return lw_view_split(out, rest, ' ') && out->len;
}

/* Words: a type, a machine, "stack-executable", "stack-missing", "no-relro", "writable-code",
 * "static", "go", "needs:NAME", "rpath:PATH", "runpath:PATH". */
static inline void layer_elf(FILE *out, struct lw_view words)
{
    struct sample s;
    struct lw_view word, path = LW_VIEW_NONE, needed = LW_VIEW("libc.so.6");
    uint64_t tag = 0, texts, names;
    bool shared = false, arm = false, relro = true, stack = true, linked = true, wx = false;
    bool go = false;
    uint32_t stack_flags = LW_PF_R | LW_PF_W;
    while (layer_word(&word, &words)) {
        shared = shared || lw_view_is(word, "shared-object");
        arm = arm || lw_view_is(word, "arm64");
        go = go || lw_view_is(word, "go");
        wx = wx || lw_view_is(word, "writable-code");
        stack_flags |= lw_view_is(word, "stack-executable") ? (uint32_t)LW_PF_X : 0;
        stack = stack && !lw_view_is(word, "stack-missing");
        relro = relro && !lw_view_is(word, "no-relro");
        linked = linked && !lw_view_is(word, "static");
        if (lw_view_starts(word, LW_VIEW("rpath:")))
            tag = LW_DT_RPATH, path = lw_view_from(word, 6);
        if (lw_view_starts(word, LW_VIEW("runpath:")))
            tag = LW_DT_RUNPATH, path = lw_view_from(word, 8);
    }
    s = sample_new(true, false, shared ? LW_ELF_DYN : LW_ELF_EXEC, arm ? 183 : 62);
    uint32_t code = LW_PF_R | LW_PF_X | (wx ? (uint32_t)LW_PF_W : 0);
    texts = sample_text(&s, LW_VIEW("\0"));
    sample_text(&s, needed);
    sample_text(&s, LW_VIEW("\0"));
    names = s.bytes.len;
    sample_text(&s, path);
    sample_text(&s, LW_VIEW("\0"));
    uint64_t texts_end = sample_here(&s);
    sample_align(&s, 16);
    size_t dynamic = s.bytes.len;
    if (linked) {
        sample_dynamic(&s, LW_DT_STRTAB, texts);
        sample_dynamic(&s, LW_DT_STRSZ, texts_end - texts);
        sample_dynamic(&s, LW_DT_NEEDED, 1);
        if (tag)
            sample_dynamic(&s, tag, names - (texts - SAMPLE_BASE));
        sample_dynamic(&s, 0, 0);
        sample_segment(&s, LW_PT_DYNAMIC, LW_PF_R | LW_PF_W, dynamic, s.bytes.len - dynamic);
    }
    if (relro)
        sample_segment(&s, LW_PT_GNU_RELRO, LW_PF_R, dynamic, s.bytes.len - dynamic);
    if (stack)
        sample_segment(&s, LW_PT_GNU_STACK, stack_flags, 0, 0);
    sample_segment(&s, LW_PT_LOAD, code, 0, s.bytes.len);
    struct lw_view bytes = go ? sample_go(&s, LW_VIEW("go1.24.1"), LW_VIEW("path\tcmd/agent\n"),
                                          true)
                              : sample_finish(&s);
    fwrite(bytes.ptr, 1, bytes.len, out);
    lw_buf_clear(&s.bytes);
}

static inline void layer_close(struct layer_sample *layer)
{
    if (!layer->file)
        return;
    fclose(layer->file);
    layer->file = NULL;
    chmod(layer->path, layer->mode);
}

static inline bool layer_entry(struct layer_sample *layer, struct lw_view line, struct lw_err *err)
{
    struct lw_view mode, path, how;
    layer_close(layer);
    if (!layer_word(&mode, &line) || !layer_word(&path, &line))
        return false;
    layer->mode = (unsigned)strtoul((const char *)mode.ptr, NULL, 8);
    snprintf(layer->path, sizeof layer->path, "%s/%.*s", layer->folder, LW_FMT(path));
    char folder[1024];
    snprintf(folder, sizeof folder, "%s/%.*s", layer->folder, LW_FMT(lw_path_dir(path)));
    if (!lw_ok(lw_mkdirs(folder, err)))
        return false;
    if (!layer_word(&how, &line)) {
        layer->file = lw_view_ends(path, LW_VIEW("/")) ? NULL : fopen(layer->path, "wb");
        return layer->file || chmod(layer->path, layer->mode) == 0;
    }
    if (lw_view_is(how, "->")) {
        char target[512];
        snprintf(target, sizeof target, "%.*s", LW_FMT(lw_view_trim(line)));
        return symlink(target, layer->path) == 0;
    }
    layer->file = fopen(layer->path, "wb");
    if (!layer->file || !lw_view_is(how, "=") || !layer_word(&how, &line) ||
        !lw_view_is(how, "elf"))
        return false;
    layer_elf(layer->file, line);
    return true;
}

/* False: `err` says which line. The folder is to be removed by layer_remove() in either case. */
static inline bool layer_make(struct layer_sample *out, struct lw_view text, struct lw_err *err)
{
    *out = (struct layer_sample){ .file = NULL };
    const char *root = getenv("LAYERWARD_BUILD_ROOT");
    snprintf(out->folder, sizeof out->folder, "%s/layer-XXXXXX", root ? root : "/tmp");
    if (!mkdtemp(out->folder) || chmod(out->folder, 0755) != 0)
        return false;
    struct lw_view line;
    bool good = true;
    while (good && lw_view_line(&line, &text)) {
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (line.ptr[0] != '|')
            good = layer_entry(out, line, err);
        else if (out->file)
            fprintf(out->file, "%.*s\n", LW_FMT(lw_view_from(line, 2)));
        if (!good)
            snprintf(err->text, sizeof err->text, "cannot make this: %.*s", LW_FMT(line));
    }
    layer_close(out);
    return good;
}

#endif
