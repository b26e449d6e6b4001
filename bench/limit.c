/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/limit.c - the yardstick: the least that reading a layer can cost.
 *
 * Walks the central directory, inflates with libdeflate, checks the CRC and hashes with SHA-256,
 * on one core, and nothing else: no check of the archive, no analysis, no output to speak of.
 *
 *     limit all ZIP     every entry
 *     limit meta ZIP    only package metadata (METADATA of dist-info, package.json of packages)
 *
 * Trusts:  its input. It is for benchmarks only.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>
#include <openssl/evp.h>

struct job {
    const unsigned char *zip;
    size_t len;
    int only_metadata;
    struct libdeflate_decompressor *inflater;
    EVP_MD_CTX *hash;
    EVP_MD *sha256;
    unsigned char *out;
    size_t room;
    unsigned long long entries, bytes;
    unsigned long long mix; /* of digests, so that no work can be left out */
};

static unsigned le(const unsigned char *p, int width)
{
    unsigned value = 0;
    while (width-- > 0)
        value = value << 8 | p[width];
    return value;
}

static int ends(const char *name, size_t len, const char *tail)
{
    size_t n = strlen(tail);
    return len >= n && memcmp(name + len - n, tail, n) == 0;
}

static int is_metadata(const char *name, size_t len)
{
    return ends(name, len, ".dist-info/METADATA") ||
           (ends(name, len, "/package.json") && memmem(name, len, "node_modules/", 13) != NULL);
}

static void die(const char *what)
{
    fprintf(stderr, "limit: %s\n", what);
    exit(3);
}

static void read_entry(struct job *job, const unsigned char *central)
{
    unsigned method = le(central + 10, 2), crc = le(central + 16, 4);
    size_t packed = le(central + 20, 4), bytes = le(central + 24, 4);
    const unsigned char *local = job->zip + le(central + 42, 4);
    const unsigned char *data = local + 30 + le(local + 26, 2) + le(local + 28, 2);
    if (bytes > job->room) {
        free(job->out);
        job->room = bytes;
        job->out = malloc(bytes);
        if (!job->out)
            die("out of memory");
    }
    const unsigned char *plain = data;
    size_t got = bytes;
    if (method == 8) {
        if (libdeflate_deflate_decompress(job->inflater, data, packed, job->out, bytes, &got))
            die("broken data");
        plain = job->out;
    }
    if (libdeflate_crc32(0, plain, got) != crc)
        die("wrong CRC");
    unsigned char digest[32];
    EVP_DigestInit_ex2(job->hash, job->sha256, NULL);
    EVP_DigestUpdate(job->hash, plain, got);
    EVP_DigestFinal_ex(job->hash, digest, NULL);
    job->entries++;
    job->bytes += got;
    job->mix += le(digest, 4);
}

static void walk(struct job *job)
{
    const unsigned char *end = job->zip + job->len - 22;
    while (end > job->zip && le(end, 4) != 0x06054b50)
        end--;
    unsigned count = le(end + 10, 2);
    const unsigned char *central = job->zip + le(end + 16, 4);
    for (unsigned i = 0; i < count; i++) {
        size_t name_len = le(central + 28, 2);
        const char *name = (const char *)central + 46;
        int folder = name_len && name[name_len - 1] == '/';
        if (!folder && (!job->only_metadata || is_metadata(name, name_len)))
            read_entry(job, central);
        central += 46 + name_len + le(central + 30, 2) + le(central + 32, 2);
    }
}

int main(int argc, char **argv)
{
    struct job job = { 0 };
    struct stat st;
    if (argc != 3 || (strcmp(argv[1], "all") != 0 && strcmp(argv[1], "meta") != 0))
        die("usage: limit all|meta ZIP");
    int fd = open(argv[2], O_RDONLY);
    if (fd < 0 || fstat(fd, &st) != 0)
        die("cannot open the zip");
    job.len = (size_t)st.st_size;
    job.zip = mmap(NULL, job.len, PROT_READ, MAP_PRIVATE, fd, 0);
    if (job.zip == MAP_FAILED)
        die("cannot map the zip");
    job.only_metadata = strcmp(argv[1], "meta") == 0;
    job.inflater = libdeflate_alloc_decompressor();
    job.hash = EVP_MD_CTX_new();
    job.sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    walk(&job);
    printf("%llu entries, %llu bytes, %08llx\n", job.entries, job.bytes, job.mix & 0xffffffff);
    return 0;
}
