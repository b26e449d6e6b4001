/* SPDX-License-Identifier: Apache-2.0
 *
 * tools/gen/patterns.c - compiles src/analyze/patterns.def, secret.def and native.def into
 * databases of the pattern matcher, written as C: patterns OUTPUT.c
 *
 * Run by the build. Two sets (TEXT, and ALL for ELF files), each for a plain machine and, on
 * x86-64, for one with AVX2; the program takes what the machine can run.
 */
#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/native_flags.h"

enum set { TEXT, NATIVE };

struct source {
    enum set set;
    unsigned flags;
    const char *expression; /* or NULL: made of prefix and suffix */
    const char *prefix, *suffix;
    size_t prefix_bytes, suffix_bytes;
    int at_start, has_version, at_word;
};

/* "name": "value", name = value, name := 'value', name["x"] => "value" */
#define BEHIND_NAME "[a-z0-9_.-]{0,24}[\"'\\]]{0,2}\\s{0,3}(:|=|:=|=>|==)\\s{0,3}[\"'`]?"
#define TEXT_OF(x) TEXT_OF_(x)
#define TEXT_OF_(x) #x
/* Nothing of the same word stands before it; "\n" in a string is no letter: as in secret.c. */
#define WORD_BEGINS "(^|[^A-Za-z0-9]|\\\\[nrt])"
/* Behind (?-i: case matters again. */
#define CLASS(name) CLASS_##name
#define CLASS_ALNUM "[A-Za-z0-9]"
#define CLASS_WORD "[A-Za-z0-9_-]"
#define CLASS_DOTTED "[A-Za-z0-9_.-]"
#define CLASS_TILDE "[A-Za-z0-9_~.-]"
#define CLASS_HEX "[0-9a-f]"
#define CLASS_HEXDASH "[0-9a-f-]"
#define CLASS_BASE64 "[A-Za-z0-9+/=]"
#define CLASS_BASE64DASH "[A-Za-z0-9+/=_-]"

static const struct source sources[] = {
#define LW_PATTERN(constant, set, flags, expression)                                               \
    { set, flags[0] ? HS_FLAG_CASELESS : 0, expression, NULL, NULL, 0, 0, 0, 0, 0 },
#include "analyze/patterns.def"
#undef LW_PATTERN
#define LW_NATIVE(constant, name, flags, prefix, grammar, suffix)                                  \
    { NATIVE,                                                                                      \
      0,                                                                                           \
      NULL,                                                                                        \
      prefix,                                                                                      \
      suffix,                                                                                      \
      sizeof(prefix) - 1,                                                                          \
      sizeof(suffix) - 1,                                                                          \
      ((flags)&LW_NV_START) != 0,                                                                  \
      (grammar)[0] != 0,                                                                           \
      0 },
#include "analyze/native.def"
#undef LW_NATIVE
#define LW_SECRET(constant, id, title, class, flags, expression, ...)                              \
    { TEXT,           flags[0] == 'i' ? HS_FLAG_CASELESS : 0, expression, NULL, NULL, 0, 0, 0, 0,  \
      flags[0] == 'w' },
#define LW_ASSIGNED(constant, id, title, class, keyword, charset, min, ...)                        \
    { TEXT, 0,    "(?i:" keyword BEHIND_NAME ")" CLASS(charset) "{" TEXT_OF(min) "}",              \
      NULL, NULL, 0,                                                                               \
      0,    0,    0,                                                                               \
      0 },
#include "analyze/secret.def"
#undef LW_SECRET
#undef LW_ASSIGNED
};

#define COUNT (sizeof sources / sizeof *sources)
enum { EXPRESSION_MAX = 512 };

static void fail(const char *what)
{
    fprintf(stderr, "patterns: %s\n", what);
    exit(1);
}

static void add_escaped(char *out, const char *bytes, size_t count)
{
    size_t at = strlen(out);
    if (at + 4 * count + 16 > EXPRESSION_MAX)
        fail("an expression is too long");
    for (size_t i = 0; i < count; i++)
        at += (size_t)sprintf(out + at, "\\x%02x", (unsigned char)bytes[i]);
}

/* What is searched for: the prefix and a digit, or a digit and the suffix. */
static void expression_of(char *out, const struct source *s)
{
    out[0] = '\0';
    if (s->expression) {
        const char *begin = s->at_word ? WORD_BEGINS : "";
        if (strlen(begin) + strlen(s->expression) >= EXPRESSION_MAX)
            fail("an expression is too long");
        strcat(strcpy(out, begin), s->expression);
        return;
    }
    if (s->prefix_bytes + s->suffix_bytes < 2)
        fail("a version string needs a prefix or a suffix");
    if (s->prefix_bytes && s->at_start)
        strcat(out, "[^ -~]");
    add_escaped(out, s->prefix, s->prefix_bytes);
    if (s->has_version)
        strcat(out, "[0-9]");
    if (s->prefix_bytes == 0)
        add_escaped(out, s->suffix, s->suffix_bytes);
}

static hs_database_t *compile(enum set highest, const hs_platform_info_t *platform)
{
    static char text[COUNT][EXPRESSION_MAX];
    const char *expressions[COUNT];
    unsigned flags[COUNT], ids[COUNT], count = 0;
    for (size_t i = 0; i < COUNT; i++) {
        if (sources[i].set > highest)
            continue;
        expression_of(text[i], &sources[i]);
        expressions[count] = text[i];
        flags[count] = sources[i].flags | HS_FLAG_DOTALL;
        ids[count++] = (unsigned)i;
    }
    hs_database_t *db = NULL;
    hs_compile_error_t *error = NULL;
    if (hs_compile_multi(expressions, flags, ids, count, HS_MODE_BLOCK, platform, &db, &error) !=
        HS_SUCCESS) {
        fprintf(stderr, "patterns: %s: %s\n",
                error->expression >= 0 ? expressions[error->expression] : "", error->message);
        exit(1);
    }
    return db;
}

static void write_database(FILE *out, const char *name, enum set set, unsigned long long features)
{
    hs_platform_info_t platform = { .cpu_features = features };
    hs_database_t *db = compile(set, &platform);
    char *bytes = NULL;
    size_t count = 0;
    if (hs_serialize_database(db, &bytes, &count) != HS_SUCCESS)
        fail("a database cannot be written");
    fprintf(out, "static const unsigned char %s[] = {", name);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%u,", i % 24 ? "" : "\n", (unsigned char)bytes[i]);
    fprintf(out, "\n};\n");
    free(bytes);
    hs_free_database(db);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        fail("usage: patterns OUTPUT.c");
    FILE *out = fopen(argv[1], "w");
    if (!out)
        fail("cannot write the output");
    fprintf(out, "/* Made by tools/gen/patterns.c. */\n"
                 "#include \"analyze/pattern_data.h\"\n");
    write_database(out, "text_plain", TEXT, 0);
    write_database(out, "all_plain", NATIVE, 0);
#if defined(__x86_64__)
    write_database(out, "text_avx2", TEXT, HS_CPU_FEATURES_AVX2);
    write_database(out, "all_avx2", NATIVE, HS_CPU_FEATURES_AVX2);
#endif
    fprintf(out, "const struct lw_pattern_data lw_pattern_data[] = {\n");
#if defined(__x86_64__)
    fprintf(out, "    { \"avx2\", { { text_avx2, sizeof text_avx2 }, "
                 "{ all_avx2, sizeof all_avx2 } } },\n");
#endif
    fprintf(out, "    { \"plain\", { { text_plain, sizeof text_plain }, "
                 "{ all_plain, sizeof all_plain } } },\n"
                 "};\n"
                 "const size_t lw_pattern_data_count =\n"
                 "    sizeof lw_pattern_data / sizeof *lw_pattern_data;\n");
    if (fclose(out) != 0)
        fail("cannot write the output");
    return 0;
}
