/* SPDX-License-Identifier: Apache-2.0
 *
 * native_version_test.c - version strings one by one, what is none, and the programs and libraries
 * of the system against the versions that its package manager states.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analyze/native_version.h"
#include "base/file.h"
#include "elf_sample.h"

extern const struct lw_analyzer lw_analyzer_native_version;

static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;

static struct lw_facts analyze(struct lw_arena *arena, struct lw_view bytes, const char *path)
{
    struct lw_facts facts = lw_facts(arena);
    struct lw_err err;
    struct lw_file file = { .path = lw_view_c(path),
                            .location = lw_view_c(path),
                            .bytes = bytes,
                            .size_bytes = bytes.len,
                            .hits = &hits };
    lw_pattern_hits_reset(&hits);
    assert_true(lw_ok(lw_analyzer_native_version.file(&facts, &file, &err)));
    return facts;
}

static const struct lw_package *package(const struct lw_facts *facts, const char *name)
{
    for (size_t i = 0; i < facts->packages.count; i++)
        if (lw_view_is(facts->packages.items[i].name, name))
            return &facts->packages.items[i];
    return NULL;
}

static const struct {
    struct lw_view text;
    const char *name, *version;
} strings[] = {
#define S(text, name, version)                                                                     \
    {                                                                                              \
        { (const uint8_t *)(text), sizeof(text) - 1 }, name, version                               \
    }
    S("OpenSSL 1.1.1k  25 Mar 2021", "openssl", "1.1.1k"),
    S("OpenSSL 1.0.2k-fips  26 Jan 2017", "openssl", "1.0.2k"),
    S("OpenSSL 3.0.22 25 Aug 2026", "openssl", "3.0.22"),
    S("OpenSSL 1.1.1 (compatible; AWS-LC 1.36.0)", "aws-lc", "1.36.0"),
    S("OpenSSL 1.1.1 (compatible; BoringSSL)", "boringssl", ""),
    S("LibreSSL 3.3.6", "libressl", "3.3.6"),
    S(" deflate 1.2.13 Copyright 1995-2022 Jean-loup Gailly and Mark Adler ", "zlib", "1.2.13"),
    S("libcurl/7.88.1", "libcurl", "7.88.1"),
    S("curl 8.5.0 (x86_64-pc-linux-gnu) %s", "curl", "8.5.0"),
    S("SSH-2.0-libssh2_1.10.0", "libssh2", "1.10.0"),
    S(" libpng version 1.6.39 - November 20, 2022", "libpng", "1.6.39"),
    S("libjpeg-turbo version 2.1.5 (build 20230203)", "libjpeg-turbo", "2.1.5"),
    S("LIBTIFF, Version 4.5.0\nCopyright", "libtiff", "4.5.0"),
    S("expat_2.5.0", "expat", "2.5.0"),
    S("FFmpeg version n4.4.1", "ffmpeg", "4.4.1"),
    S("FFmpeg version 5.1.6-0+deb12u1", "ffmpeg", "5.1.6"),
    S("Lavc59.37.100", "libavcodec", "59.37.100"),
    S("ImageMagick 6.9.11-60 Q16 x86_64", "imagemagick", "6.9.11-60"),
    S("@(#)Bash version 5.2.15(1) release GNU", "bash", "5.2.15"),
    S("BusyBox v1.35.0 (2022-08-02 12:00:00 UTC)", "busybox", "1.35.0"),
    S("node.js/v20.20.2", "node", "20.20.2"),
    S("X-Powered-By: PHP/8.2.12", "php", "8.2.12"),
    S("ruby 3.1.2p20 (2022-04-12 revision 4491bb740a)", "ruby", "3.1.2"),
    S("nginx/1.24.0", "nginx", "1.24.0"),
    S("Redis version=%s\0Redis version=7.0.15, bits=", "redis", "7.0.15"),
    S("git/2.39.5", "git", "2.39.5"),
    S("10.42 2022-12-11", "pcre2", "10.42"),
    S("5.5.5-10.6.12-MariaDB", "mariadb", "10.6.12"),
    S("1.0.8, 13-Jul-2019", "bzip2", "1.0.8"),
    S("Chrome/120.0.6099.71", "chromium", "120.0.6099.71"),
    S("OpenJDK 64-Bit Server VM (17.0.15+6) for linux-amd64 JRE (17.0.15+6), built", "openjdk",
      "17.0.15"),
    S("VM (25.292-b10) for linux-amd64 JRE (1.8.0_292-b10), built", "openjdk", "1.8.0_292"),
    S("PERL5LIB\0x\0v5.36.0", "perl", "5.36.0"),
    S("3.9.2\0PYTHONHASHSEED\0"
      "3.11.2",
      "python", "3.11.2"),
    S("3.9.2\0"
      "2022-12-28 14:03:47 df5c253c0b3dd24916e4\0"
      "3.40.1",
      "sqlite", "3.40.1"),
    S("1.6\0JQ_COLORS", "jq", "1.6"),
    S("OpenSSL 1.1.1", "openssl", NULL),
    S("see OpenSSL 1.1.1k  25 Mar 2021", "openssl", NULL),
    S("nginx/1.24.0 of a log", "nginx", NULL),
    S("Mozilla/5.0 Chrome/91.0.4472.124 Safari", "chromium", NULL),
    S("curl 8.5.0.1 (x)", "curl", NULL),
    S("deflate 1.2.13", "zlib", NULL),
    S("git/2.39", "git", NULL),
#undef S
};

static void reads_version_strings(void **state)
{
    (void)state;
    for (size_t i = 0; i < LW_COUNT(strings); i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct sample s = sample_new(true, false, LW_ELF_EXEC, LW_EM_X86_64);
        sample_text(&s, strings[i].text);
        sample_text(&s, LW_VIEW("\0"));
        struct lw_facts facts = analyze(&arena, sample_finish(&s), "bin/x");
        const struct lw_package *found = package(&facts, strings[i].name);
        if (strings[i].version ? !found : !!found)
            fail_msg("\"%.*s\": %s", LW_FMT(strings[i].text), found ? "found" : "not found");
        if (found && !lw_view_is(found->version, strings[i].version))
            fail_msg("\"%.*s\": %.*s", LW_FMT(strings[i].text), LW_FMT(found->version));
        if (found)
            assert_true(found->evidence.len > 0);
        lw_buf_clear(&s.bytes);
        lw_arena_clear(&arena);
    }
}

static void text_files_are_not_programs(void **state)
{
    (void)state;
    assert_false(lw_analyzer_native_version.accepts(LW_VIEW("OpenSSL 1.1.1k  25 Mar 2021")));
    assert_true(lw_analyzer_native_version.accepts(LW_VIEW("!<arch>\n")));
}

static void headers_of_a_linked_library_say_nothing(void **state)
{
    (void)state;
    struct lw_arena arena = LW_ARENA_INIT;
    struct sample s = sample_new(true, false, LW_ELF_DYN, LW_EM_X86_64);
    uint64_t names = sample_text(&s, LW_VIEW("\0libcrypto.so.3\0"));
    sample_text(&s, LW_VIEW("OpenSSL 3.0.13 30 Jan 2024\0"));
    sample_align(&s, 16);
    size_t dynamic = s.bytes.len;
    sample_dynamic(&s, LW_DT_NEEDED, 1);
    sample_dynamic(&s, LW_DT_STRTAB, names);
    sample_dynamic(&s, LW_DT_STRSZ, 16);
    sample_segment(&s, LW_PT_DYNAMIC, LW_PF_R, dynamic, s.bytes.len - dynamic);
    sample_segment(&s, LW_PT_LOAD, LW_PF_R, 0, s.bytes.len);
    struct lw_facts facts = analyze(&arena, sample_finish(&s), "bin/x");
    assert_null(package(&facts, "openssl"));
    lw_buf_clear(&s.bytes);
    lw_arena_clear(&arena);
}

/* ZSTD_versionNumber() of 10504, and zlibVersion(), as compilers write them. */
static void reads_exported_functions(void **state)
{
    (void)state;
    static const struct {
        uint16_t machine;
        struct lw_view number, text;
        unsigned text_offset_at; /* of the distance in `text` */
    } cases[] = {
        { LW_EM_X86_64,
          { (const uint8_t *)"\xb8\x08\x29\x00\x00\xc3", 6 },
          { (const uint8_t *)"\x48\x8d\x05\x09\x00\x00\x00\xc3\0\0\0\0\0\0\0\0", 16 },
          0 },
        { LW_EM_AARCH64,
          { (const uint8_t *)"\x00\x21\x85\x52\xc0\x03\x5f\xd6", 8 },
          { (const uint8_t *)"\x00\x00\x00\x90\x00\x40\x11\x91\xc0\x03\x5f\xd6\0\0\0\0", 16 },
          0 },
    };
    for (size_t i = 0; i < LW_COUNT(cases); i++) {
        struct lw_arena arena = LW_ARENA_INIT;
        struct sample s = sample_new(true, false, LW_ELF_DYN, cases[i].machine);
        uint64_t number = sample_text(&s, cases[i].number);
        sample_align(&s, 64);
        uint64_t text = sample_text(&s, cases[i].text);
        sample_text(&s, LW_VIEW("1.2.13\0"));
        if (cases[i].machine == LW_EM_AARCH64) /* add x0, x0, #(text + 16) in its page */
            assert_int_equal((text + 16) & 0xfff, 0x450);
        sample_align(&s, 16);
        uint64_t symbols = sample_here(&s);
        const uint64_t addresses[] = { 0, number, text };
        const uint32_t names_at[] = { 0, 1, 20 };
        for (unsigned k = 0; k < 3; k++) {
            sample_uint(&s, &s.bytes, names_at[k], 4);
            sample_uint(&s, &s.bytes, 0x12, 2);
            sample_uint(&s, &s.bytes, k ? 1 : 0, 2);
            sample_uint(&s, &s.bytes, addresses[k], 8);
            sample_uint(&s, &s.bytes, 8, 8);
        }
        uint64_t names = sample_text(&s, LW_VIEW("\0ZSTD_versionNumber\0zlibVersion\0"));
        sample_align(&s, 16);
        size_t dynamic = s.bytes.len;
        sample_dynamic(&s, LW_DT_SYMTAB, symbols);
        sample_dynamic(&s, LW_DT_STRTAB, names);
        sample_dynamic(&s, LW_DT_STRSZ, 32);
        sample_segment(&s, LW_PT_DYNAMIC, LW_PF_R, dynamic, s.bytes.len - dynamic);
        sample_segment(&s, LW_PT_LOAD, LW_PF_R | LW_PF_X, 0, s.bytes.len);
        struct lw_facts facts = analyze(&arena, sample_finish(&s), "lib/x.so");
        assert_non_null(package(&facts, "zstd"));
        assert_true(lw_view_is(package(&facts, "zstd")->version, "1.5.4"));
        assert_non_null(package(&facts, "zlib"));
        assert_true(lw_view_is(package(&facts, "zlib")->version, "1.2.13"));
        lw_buf_clear(&s.bytes);
        lw_arena_clear(&arena);
    }
}

static void reads_the_names_of_libraries(void **state)
{
    (void)state;
    static const struct {
        const char *path, *name, *version; /* version NULL: the number is not the release */
    } names[] = {
        { "lib/libz.so.1.2.13", "zlib", "1.2.13" },
        { "lib/libpng16.so.16.39.0", "libpng", "1.6.39" },
        { "lib/libglib-2.0.so.0.7400.6", "glib", "2.74.6" },
        { "lib/libharfbuzz.so.0.60000.0", "harfbuzz", "6.0.0" },
        { "lib/libfreetype.so.6.18.3", "freetype", "2.12.1" },
        { "lib/libfreetype.so.6.99.0", "freetype", NULL },
        { "lib/libvips-cpp.so.8.18.7", "libvips", "8.18.7" },
        { "lib/libvips-cpp.so.42.16.1", "libvips", NULL },
        { "lib/libz.so.1", "zlib", NULL },
        { "lib/libz.so.1.2.13.old", "zlib", NULL },
        { "lib/libother.so.1.2.3", "other", NULL },
    };
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
        struct lw_facts facts = analyze(&arena, LW_VIEW("no version"), names[i].path);
        const struct lw_package *found = package(&facts, names[i].name);
        assert_int_equal(facts.packages.count, names[i].version ? 1 : 0);
        if (names[i].version)
            assert_true(found && lw_view_is(found->version, names[i].version));
    }
}

static void reads_numbers(void **state)
{
    (void)state;
    static const struct {
        enum lw_version_number how;
        uint32_t number;
        const char *version;
    } cases[] = {
        { LW_VN_DECIMAL, 10504, "1.5.4" },       { LW_VN_POSTGRES, 150018, "15.18" },
        { LW_VN_POSTGRES, 90624, "9.6.24" },     { LW_VN_SQLITE, 3040001, "3.40.1" },
        { LW_VN_XZ, 50040012, "5.4.1" },         { LW_VN_LCMS, 2140, "2.14" },
        { LW_VN_HEX, 0x010204, "1.2.4" },        { LW_VN_HEX_4, 0x1000009, "1.0.9" },
        { LW_VN_OPENSSL, 0x300000d0, "3.0.13" },
    };
    struct lw_arena arena = LW_ARENA_INIT;
    for (size_t i = 0; i < LW_COUNT(cases); i++)
        assert_true(lw_view_is(lw_version_from_number(&arena, cases[i].how, cases[i].number),
                               cases[i].version));
    lw_arena_clear(&arena);
}

/* The upstream part of a Debian version: "1:2.1.5-2", "2.9.14+dfsg-1.3~deb12u6",
 * "1:1.3.dfsg+really1.3.1-1". */
static void upstream(char *version)
{
    char *colon = strchr(version, ':');
    if (colon)
        memmove(version, colon + 1, strlen(colon));
    char *really = strstr(version, "+really");
    if (really)
        memmove(version, really + strlen("+really"), strlen(really + strlen("+really")) + 1);
    version[strcspn(version, "-+~\n")] = '\0';
    char *dfsg = strstr(version, ".dfsg");
    if (dfsg)
        *dfsg = '\0';
}

static bool installed_version(char *out, size_t room, const char *package_name)
{
    char command[256];
    snprintf(command, sizeof command, "dpkg-query -W -f='${Version}' %s 2>/dev/null", package_name);
    FILE *pipe = popen(command, "r");
    bool have = pipe && fgets(out, (int)room, pipe);
    if (pipe)
        (void)pclose(pipe);
    if (have)
        upstream(out);
    return have && *out;
}

#define LIB(deb, file, name)                                                                       \
    {                                                                                              \
        deb, "/usr/lib/x86_64-linux-gnu/" file, name                                               \
    }
static const struct {
    const char *deb, *path, *name;
} installed[] = {
    LIB("libssl3:amd64", "libcrypto.so.3", "openssl"),
    LIB("zlib1g:amd64", "libz.so.1", "zlib"),
    LIB("libcurl4:amd64", "libcurl.so.4", "libcurl"),
    LIB("libsqlite3-0:amd64", "libsqlite3.so.0", "sqlite"),
    LIB("libxml2:amd64", "libxml2.so.2", "libxml2"),
    LIB("libxslt1.1:amd64", "libxslt.so.1", "libxslt"),
    LIB("libexpat1:amd64", "libexpat.so.1", "expat"),
    LIB("libpng16-16:amd64", "libpng16.so.16", "libpng"),
    LIB("libjpeg62-turbo:amd64", "libjpeg.so.62", "libjpeg-turbo"),
    LIB("libtiff6:amd64", "libtiff.so.6", "libtiff"),
    LIB("libwebp7:amd64", "libwebp.so.7", "libwebp"),
    LIB("libharfbuzz0b:amd64", "libharfbuzz.so.0", "harfbuzz"),
    LIB("libglib2.0-0:amd64", "libglib-2.0.so.0", "glib"),
    LIB("libssh2-1:amd64", "libssh2.so.1", "libssh2"),
    LIB("libnghttp2-14:amd64", "libnghttp2.so.14", "nghttp2"),
    LIB("libc-ares2:amd64", "libcares.so.2", "c-ares"),
    LIB("libbrotli1:amd64", "libbrotlidec.so.1", "brotli"),
    LIB("libzstd1:amd64", "libzstd.so.1", "zstd"),
    LIB("liblz4-1:amd64", "liblz4.so.1", "lz4"),
    LIB("liblzma5:amd64", "liblzma.so.5", "xz"),
    LIB("libbz2-1.0:amd64", "libbz2.so.1.0", "bzip2"),
    LIB("libpcre3:amd64", "libpcre.so.3", "pcre"),
    LIB("libpcre2-8-0:amd64", "libpcre2-8.so.0", "pcre2"),
    LIB("libicu72:amd64", "libicuuc.so.72", "icu"),
    LIB("libkrb5-3:amd64", "libkrb5.so.3", "krb5"),
    LIB("libsasl2-2:amd64", "libsasl2.so.2", "cyrus-sasl"),
    LIB("libpq5:amd64", "libpq.so.5", "postgresql"),
    LIB("libsodium23:amd64", "libsodium.so.23", "libsodium"),
    LIB("libgnutls30:amd64", "libgnutls.so.30", "gnutls"),
    LIB("libgcrypt20:amd64", "libgcrypt.so.20", "libgcrypt"),
    { "bash", "/bin/bash", "bash" },
    { "git", "/usr/bin/git", "git" },
    { "jq", "/usr/bin/jq", "jq" },
    { "perl-base", "/usr/bin/perl", "perl" },
    { "python3.11-minimal", "/usr/bin/python3.11", "python" },
    { "python3.13-minimal", "/usr/bin/python3.13", "python" },
    LIB("libnode108:amd64", "libnode.so.108", "node"),
    LIB("libnode115:amd64", "libnode.so.115", "node"),
    { "curl", "/usr/bin/curl", "curl" },
    { "busybox", "/bin/busybox", "busybox" },
    { "busybox-static", "/bin/busybox", "busybox" },
};
#undef LIB

static void agrees_with_the_package_manager(void **state)
{
    (void)state;
    unsigned compared = 0;
    for (size_t i = 0; i < LW_COUNT(installed); i++) {
        char version[128];
        struct lw_err err;
        struct lw_arena arena = LW_ARENA_INIT;
        struct lw_view bytes;
        if (!installed_version(version, sizeof version, installed[i].deb) ||
            !lw_ok(lw_file_read(&bytes, installed[i].path, 512u << 20, &arena, &err))) {
            print_message("skipped: %s is not here\n", installed[i].deb);
            lw_arena_clear(&arena);
            continue;
        }
        /* Without its name: the content alone has to say it. */
        struct lw_facts facts = analyze(&arena, bytes, "lib/x");
        const struct lw_package *found = package(&facts, installed[i].name);
        if (!found)
            fail_msg("%s is not seen in %s", installed[i].name, installed[i].path);
        if (!lw_view_is(found->version, version))
            fail_msg("%s is %.*s, the system says %s", installed[i].path, LW_FMT(found->version),
                     version);
        compared++;
        lw_arena_clear(&arena);
    }
    print_message("%u programs and libraries compared\n", compared);
}

static int clear_hits(void **state)
{
    (void)state;
    lw_pattern_hits_clear(&hits);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_version_strings),
        cmocka_unit_test(text_files_are_not_programs),
        cmocka_unit_test(headers_of_a_linked_library_say_nothing),
        cmocka_unit_test(reads_exported_functions),
        cmocka_unit_test(reads_the_names_of_libraries),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(agrees_with_the_package_manager),
    };
    return cmocka_run_group_tests(tests, NULL, clear_hits);
}
