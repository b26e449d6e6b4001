/* SPDX-License-Identifier: Apache-2.0
 *
 * write_zip_seeds.c - writes the seeds of the archive fuzzers: write_zip_seeds tests/fuzz/seeds
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <libdeflate.h>

#include "support/zipmake.h"

static void write_file(const char *folder, const char *parser, const char *name,
                       struct lw_view bytes)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s/%s", folder, parser, name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes.ptr, 1, bytes.len, f) != bytes.len || fclose(f) != 0) {
        perror(path);
        exit(1);
    }
}

static const struct {
    const char *file;
    struct zipmake_entry entries[3];
    struct zipmake_ending end;
    struct lw_view prefix;
} zips[] = {
    { "deflate.zip",
      { { .name = "python/a.py", .text = "print(1) print(1) print(1)", .deflate = true },
        { .name = "dir/", .text = "" } } },
    { "zip64.zip", { { .name = "a", .text = "stored", .zip64 = true } }, .end = { .zip64 = true } },
    { "descriptor.zip",
      { { .name = "a", .text = "hello hello", .deflate = true, .descriptor = ZIPMAKE_DESCRIPTOR },
        { .name = "b",
          .text = "hello",
          .descriptor = ZIPMAKE_DESCRIPTOR_64_BARE,
          .zip64 = true } } },
    { "symlink.zip",
      { { .name = "l", .text = "../../etc", .mode = S_IFLNK | 0777 },
        { .name = "l/x", .text = "x" } } },
    { "names.zip",
      { { .name = "caf?", .text = "x", .dos = true, .unicode_path = "caf\xc3\xa9" },
        { .name = "../\xd0\xb0", .text = "x", .utf8 = true },
        { .name = "../A", .text = "x", .mode = S_IFREG | 06777 } } },
    { "prefix.zip",
      { { .name = "a", .text = "x" }, { .name = "b", .text = "y", .unlisted = true } },
      .end = { .comment = LW_VIEW("PK\5\6"), .suffix = LW_VIEW("tail") },
      .prefix = LW_VIEW("#!/bin/sh\n") },
    { "overlap.zip",
      { { .name = "a", .text = "hello hello", .deflate = true },
        { .name = "b", .text = "hello hello", .deflate = true, .no_local = true },
        { .name = "a", .text = "x", .size_add = 1000, .crc_xor = 1 } } },
};

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: write_zip_seeds FOLDER\n");
        return 2;
    }
    for (size_t i = 0; i < LW_COUNT(zips); i++) {
        struct zipmake z = ZIPMAKE_INIT;
        if (zips[i].prefix.ptr)
            zipmake_prefix(&z, zips[i].prefix, false);
        for (size_t k = 0; k < LW_COUNT(zips[i].entries); k++)
            if (zips[i].entries[k].name)
                zipmake_add(&z, &zips[i].entries[k]);
        write_file(argv[1], "zip", zips[i].file, zipmake_end(&z, &zips[i].end));
        zipmake_clear(&z);
    }
    static const char *const texts[] = { "", "hello hello hello hello hello",
                                         "stored \x01\x02 once abcdefghijklmnopqrstuvwxyz" };
    for (size_t i = 0; i < LW_COUNT(texts); i++) {
        uint8_t packed[512];
        struct libdeflate_compressor *c = libdeflate_alloc_compressor(i == 2 ? 0 : 9);
        size_t len = libdeflate_deflate_compress(c, texts[i], strlen(texts[i]), packed,
                                                 sizeof packed);
        libdeflate_free_compressor(c);
        struct lw_buf buf = LW_BUF_INIT;
        lw_buf_add_le(&buf, strlen(texts[i]), 2);
        lw_buf_add(&buf, lw_view(packed, len));
        char name[32];
        snprintf(name, sizeof name, "text%zu", i);
        write_file(argv[1], "inflate", name, lw_buf_view(&buf));
        lw_buf_clear(&buf);
    }
    return 0;
}
