/* SPDX-License-Identifier: Apache-2.0
 *
 * replay_main.c - runs a fuzzer over files, in the ordinary build: replay FILE|FOLDER...
 *
 * Each file is given whole, cut in half and without its last byte, in a block of just its size, so
 * that a sanitizer sees the first byte read beyond it. Fails where there is no file.
 */
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

static unsigned files;

static void give(const uint8_t *bytes, size_t size)
{
    uint8_t *exact = malloc(size ? size : 1);
    if (!exact)
        abort();
    if (size)
        memcpy(exact, bytes, size);
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static int replay(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)ftw;
    if (type != FTW_F)
        return 0;
    size_t size = (size_t)st->st_size;
    uint8_t *bytes = malloc(size ? size : 1);
    FILE *f = fopen(path, "rb");
    if (!bytes || !f || fread(bytes, 1, size, f) != size) {
        perror(path);
        exit(1);
    }
    fclose(f);
    give(bytes, size);
    give(bytes, size / 2);
    if (size)
        give(bytes, size - 1);
    free(bytes);
    files++;
    return 0;
}

int main(int argc, char **argv)
{
    if (LLVMFuzzerInitialize)
        (void)LLVMFuzzerInitialize(&argc, &argv);
    give(NULL, 0);
    for (int i = 1; i < argc; i++)
        if (nftw(argv[i], replay, 16, FTW_PHYS) != 0)
            perror(argv[i]);
    printf("%u files\n", files);
    return files ? 0 : 1;
}
