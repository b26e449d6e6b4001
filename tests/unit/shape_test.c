/* SPDX-License-Identifier: Apache-2.0
 *
 * shape_test.c - extensions, wrappers, bootstraps, search paths, leftovers, modes and shadows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/engine.h"
#include "analyze/layer_paths.h"
#include "analyze/shadow.h"
#include "sample.h"

extern const struct lw_analyzer lw_analyzer_extension, lw_analyzer_wrapper, lw_analyzer_bootstrap,
    lw_analyzer_search_path, lw_analyzer_leftover, lw_analyzer_mode, lw_analyzer_sdk_shadow,
    lw_analyzer_compatibility;

#define BUILD(tree, ...)                                                                           \
    struct sample_tree tree;                                                                       \
    const struct sample_entry tree##_entries[] = { __VA_ARGS__ };                                  \
    sample_build(&tree, tree##_entries, LW_COUNT(tree##_entries))

static void each_entry_of_extensions_is_told(void **state)
{
    (void)state;
    BUILD(t, { "extensions/agent.sh", 0755, "#!/bin/sh\necho\n" },
          { "extensions/broken.py", 0644, "#!/usr/bin/env python3\n" },
          { "extensions/link", 0120000, "../bin/tool" },
          { "extensions/nowhere", 0120000, "/opt/none" },
          { "extensions/perl", 0755, "#!/usr/bin/perl -w\n" },
          { "extensions/own", 0755, "#!/opt/bin/tool x\n" },
          { "extensions/folder/inner.sh", 0644, "x" }, { "extensions/empty", 0755, "" },
          { "bin/tool", 0755, "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3" });
    struct lw_facts facts = sample_look(&t, &lw_analyzer_extension, NULL);
    assert_int_equal(sample_count(&facts, LW_F_EXTENSION), 7);
    const struct lw_fact *f = sample_at(&facts, LW_F_EXTENSION, "extensions/agent.sh");
    assert_non_null(f);
    assert_value(f, LW_K_KIND, "script");
    assert_value(f, LW_K_INTERPRETER, "/bin/sh");
    assert_value(f, LW_K_FOUND, "every runtime");
    assert_value(f, LW_K_LANGUAGE, "shell");
    assert_value(f, LW_K_EXECUTABLE, "yes");
    assert_value(f, LW_K_COUNT, "7");
    assert_value(f, LW_K_DETAIL, "");
    f = sample_at(&facts, LW_F_EXTENSION, "extensions/broken.py");
    assert_value(f, LW_K_EXECUTABLE, "no");
    assert_value(f, LW_K_FOUND, "python runtimes");
    assert_value(f, LW_K_DETAIL, "not executable: the function will not start");
    f = sample_at(&facts, LW_F_EXTENSION, "extensions/link");
    assert_value(f, LW_K_TARGET, "../bin/tool");
    assert_value(f, LW_K_KIND, "elf");
    assert_value(f, LW_K_EXECUTABLE, "yes");
    f = sample_at(&facts, LW_F_EXTENSION, "extensions/nowhere");
    assert_value(f, LW_K_KIND, "link");
    assert_true(lw_fact_get(f, LW_K_DETAIL).len > 0);
    f = sample_at(&facts, LW_F_EXTENSION, "extensions/perl");
    assert_value(f, LW_K_FOUND, "nowhere");
    f = sample_at(&facts, LW_F_EXTENSION, "extensions/own");
    assert_value(f, LW_K_FOUND, "layer");
    f = sample_at(&facts, LW_F_EXTENSION, "extensions/empty");
    assert_value(f, LW_K_KIND, "empty");
    assert_null(sample_at(&facts, LW_F_EXTENSION, "extensions/folder/inner.sh"));
    sample_end(&t);
}

static void internal_carriers_are_told_apart(void **state)
{
    (void)state;
    BUILD(t, { "python/sitecustomize.py", 0644, "import x" },
          { "python/lib/python3.12/site-packages/hook.pth", 0644, "import x" },
          { "python/pkg/sitecustomize.py", 0644, "import x" },
          { "opentelemetry-javaagent.jar", 0644, "PK" });
    struct lw_facts facts = sample_look(&t, &lw_analyzer_extension, NULL);
    assert_int_equal(sample_count(&facts, LW_F_EXTENSION), 3);
    const struct lw_fact *f = sample_at(&facts, LW_F_EXTENSION, "python/sitecustomize.py");
    assert_value(f, LW_K_TYPE, "internal");
    assert_value(f, LW_K_EXECUTABLE, "");
    sample_end(&t);
}

/* A script may carry anything behind its end: its length is no reason not to look at it. */
static void long_scripts_are_looked_at(void **state)
{
    (void)state;
    struct sample_tree t;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    sample_begin(&t);
    lw_buf_add_c(&text, "#!/bin/bash\nexport LD_PRELOAD=/opt/x.so\n");
    for (unsigned i = 0; i < 1 << 14; i++)
        lw_buf_add_c(&text, "# sixty-four bytes of nothing, to make a script that is long ...\n");
    size_t common = text.len;
    lw_buf_add_c(&text, "exec \"$@\"\n");
    sample_write(t.folder, "wrap", 0755, lw_buf_view(&text));
    text.len = common;
    lw_buf_add_c(&text, "EVENT=$(curl $API/runtime/invocation/next)\nhandle $EVENT\n");
    sample_write(t.folder, "bootstrap", 0755, lw_buf_view(&text));
    sample_open(&t);
    struct lw_facts facts = sample_look(&t, &lw_analyzer_wrapper, NULL);
    assert_value(sample_at(&facts, LW_F_WRAPPER, "wrap"), LW_K_SETS, "LD_PRELOAD");
    facts = sample_look(&t, &lw_analyzer_bootstrap, NULL);
    assert_value(sample_at(&facts, LW_F_BOOTSTRAP, "bootstrap"), LW_K_KIND, "shell");
    sample_end(&t);
}

static void wrappers_hand_on_their_arguments(void **state)
{
    (void)state;
    BUILD(t,
          { "otel-handler", 0755,
            "#!/bin/bash\n# NODE_PATH=no\nexport NODE_OPTIONS=\"${NODE_OPTIONS} --require x\"\n"
            "if [ \"$PYTHONPATH\" == x ]; then LD_PRELOAD=/opt/lib/x.so; fi\nexec \"$@\"\n" },
          { "bin/wrap", 0644,
            "#!/usr/bin/env python3\nimport os, sys\nos.environ['_HANDLER'] = 'a.b'\n"
            "os.execvp(sys.argv[1], sys.argv[1:])\n" },
          { "plain.sh", 0755, "#!/bin/sh\necho hello\n" },
          { "bin/tool.pl", 0755, "#!/usr/bin/env perl\neval { f() }; die $@ if $@;\nexec 'x';\n" },
          { "deep/in/wrap.sh", 0755, "#!/bin/sh\nexec \"$@\"\n" });
    struct lw_facts facts = sample_look(&t, &lw_analyzer_wrapper, NULL);
    assert_int_equal(sample_count(&facts, LW_F_WRAPPER), 2);
    const struct lw_fact *f = sample_at(&facts, LW_F_WRAPPER, "otel-handler");
    assert_non_null(f);
    size_t sets = 0;
    for (size_t i = 0; i < f->count; i++)
        sets += f->items[i].key == LW_K_SETS;
    assert_int_equal(sets, 2);
    assert_true(sample_fact(&facts, LW_F_WRAPPER, LW_K_SETS, "NODE_OPTIONS") == f);
    f = sample_at(&facts, LW_F_WRAPPER, "bin/wrap");
    assert_value(f, LW_K_SETS, "_HANDLER");
    assert_value(f, LW_K_EXECUTABLE, "no");
    sample_end(&t);
}

static void shell_runtimes_are_named_as_such(void **state)
{
    (void)state;
    BUILD(t, { "bootstrap", 0755,
               "#!/bin/sh\nset -eu\nwhile true; do\n"
               "  EVENT_DATA=$(curl -sS \"http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/"
               "invocation/next\")\n"
               "  echo \"$EVENT_DATA\"\n  RESPONSE=$($HANDLER $EVENT_DATA)\ndone\n" });
    struct lw_facts facts = sample_look(&t, &lw_analyzer_bootstrap, NULL);
    const struct lw_fact *f = sample_at(&facts, LW_F_BOOTSTRAP, "bootstrap");
    assert_non_null(f);
    assert_value(f, LW_K_KIND, "shell");
    assert_value(f, LW_K_DETAIL, "event data in $EVENT_DATA is expanded without quotes");
    assert_int_equal(f->line, 6);
    sample_end(&t);

    BUILD(l, { "bootstrap", 0755, "#!/bin/sh\nexport A=1\nexec \"/opt/php/bin/php\" run.php\n" });
    facts = sample_look(&l, &lw_analyzer_bootstrap, NULL);
    f = sample_at(&facts, LW_F_BOOTSTRAP, "bootstrap");
    assert_value(f, LW_K_KIND, "script");
    assert_value(f, LW_K_TARGET, "/opt/php/bin/php");
    sample_end(&l);
}

static void what_no_path_finds_is_counted_by_folder(void **state)
{
    (void)state;
    BUILD(t, { "awscli/botocore/__init__.py", 0644, "12345" },
          { "awscli/x.dist-info/METADATA", 0644, "1" }, { "README.md", 0644, "ab" },
          { "python/requests/__init__.py", 0644, "abc" },
          { "python/lib/python3.12/site-packages/a.py", 0644, "abcd" },
          { "nodejs/node20/node_modules/a/index.js", 0644, "x" },
          { "nodejs/package.json", 0644, "{}" }, { "lib/python3.9/site-packages/b.py", 0644, "x" },
          { "java/a.jar", 0644, "x" });
    struct lw_facts facts = sample_look(&t, &lw_analyzer_search_path, NULL);
    assert_int_equal(sample_count(&facts, LW_F_SEARCH_PATH), 3);
    const struct lw_fact *f = sample_at(&facts, LW_F_SEARCH_PATH,
                                        "python/lib/python3.12/site-packages");
    assert_non_null(f);
    assert_value(f, LW_K_VERSION, "3.12");
    assert_value(f, LW_K_BYTES, "4");
    f = sample_at(&facts, LW_F_SEARCH_PATH, "nodejs/node20/node_modules");
    assert_value(f, LW_K_NAME, "NODE_PATH");
    f = sample_at(&facts, LW_F_UNREACHED, "awscli");
    assert_non_null(f);
    assert_value(f, LW_K_COUNT, "2");
    assert_value(f, LW_K_BYTES, "6");
    assert_true(lw_view_starts(lw_fact_get(f, LW_K_DETAIL), LW_VIEW("Python code")));
    assert_non_null(sample_at(&facts, LW_F_UNREACHED, "lib"));
    assert_non_null(sample_at(&facts, LW_F_UNREACHED, "java"));
    assert_non_null(sample_at(&facts, LW_F_UNREACHED, "nodejs"));
    f = sample_at(&facts, LW_F_UNREACHED, "");
    assert_value(f, LW_K_NAME, "(root)");
    assert_int_equal(sample_count(&facts, LW_F_UNREACHED), 5);
    sample_end(&t);
}

static void leftovers_are_one_fact_each(void **state)
{
    (void)state;
    BUILD(t, { ".git/config", 0644, "x" }, { ".git/objects/aa/bb", 0644, "y" },
          { "python/.env", 0644, "A=1" }, { "python/.env.example", 0644, "A=" },
          { "python/certifi/cacert.pem", 0644, "x" }, { "python/botocore/cacert.pem", 0644, "x" },
          { "python/my/server.pem", 0644, "x" }, { "python/numpy/tests/test_a.py", 0644, "x" },
          { "python/numpy/linalg/tests/test_b.py", 0644, "x" },
          { "python/numpy/core/__init__.py", 0644, "x" }, { ".aws/credentials", 0644, "x" },
          { "nodejs/node_modules/.cache/babel/a.json", 0644, "x" },
          { "nodejs/node_modules/a/.DS_Store", 0644, "x" },
          { "nodejs/node_modules/b/.DS_Store", 0644, "x" },
          { "nodejs/node_modules/b/core", 0644, "a small file" });
    struct lw_facts facts = sample_look(&t, &lw_analyzer_leftover, NULL);
    const struct lw_fact *f = sample_at(&facts, LW_F_LEFTOVER, ".git");
    assert_non_null(f);
    assert_value(f, LW_K_COUNT, "2");
    assert_value(f, LW_K_KIND, "vcs");
    assert_value(sample_at(&facts, LW_F_LEFTOVER, "python/.env"), LW_K_KIND, "secret");
    assert_value(sample_at(&facts, LW_F_LEFTOVER, "python/my/server.pem"), LW_K_KIND, "key");
    assert_value(sample_at(&facts, LW_F_LEFTOVER, "python/numpy"), LW_K_COUNT, "2");
    assert_value(sample_at(&facts, LW_F_LEFTOVER, ".aws/credentials"), LW_K_KIND, "secret");
    assert_non_null(sample_at(&facts, LW_F_LEFTOVER, "nodejs/node_modules/.cache"));
    assert_value(sample_at(&facts, LW_F_LEFTOVER, "nodejs"), LW_K_COUNT, "2");
    assert_int_equal(sample_count(&facts, LW_F_LEFTOVER), 7);
    sample_end(&t);
}

static void modes_are_bounded(void **state)
{
    (void)state;
    struct sample_tree t;
    sample_begin(&t);
    sample_write(t.folder, "bin/su", 04755, LW_VIEW("x"));
    sample_write(t.folder, "bin/sg", 02755, LW_VIEW("x"));
    sample_write(t.folder, "secret", 0600, LW_VIEW("x"));
    sample_write(t.folder, "fine", 0644, LW_VIEW("x"));
    for (int i = 0; i < 60; i++) {
        char name[32];
        snprintf(name, sizeof name, "open/%02d", i);
        sample_write(t.folder, name, 0666, LW_VIEW("x"));
    }
    sample_open(&t);
    struct lw_facts facts = sample_look(&t, &lw_analyzer_mode, NULL);
    assert_value(sample_at(&facts, LW_F_MODE, "bin/su"), LW_K_KIND, "setuid");
    assert_value(sample_at(&facts, LW_F_MODE, "bin/su"), LW_K_MODE, "4755");
    assert_value(sample_at(&facts, LW_F_MODE, "bin/sg"), LW_K_KIND, "setgid");
    assert_value(sample_at(&facts, LW_F_MODE, "secret"), LW_K_KIND, "unreadable");
    assert_null(sample_at(&facts, LW_F_MODE, "fine"));
    assert_value(sample_at(&facts, LW_F_MODE, ""), LW_K_COUNT, "10");
    assert_int_equal(sample_count(&facts, LW_F_MODE), 3 + 50 + 1);
    sample_end(&t);
}

static void the_runtimes_own_is_shadowed(void **state)
{
    (void)state;
    BUILD(t, { "python/boto3/__init__.py", 0644, "x" }, { "python/boto3/session.py", 0644, "x" },
          { "python/json.py", 0644, "x" }, { "python/requests/json.py", 0644, "x" },
          { "python/boto3-1.2.dist-info/METADATA", 0644, "x" },
          { "nodejs/node_modules/@aws-sdk/client-s3/index.js", 0644, "x" },
          { "nodejs/node_modules/aws-sdk/index.js", 0644, "x" },
          { "nodejs/node_modules/events/events.js", 0644, "x" },
          { "python/email/notes.py", 0644, "x" }, { "python/html/__init__.pyc", 0644, "x" },
          { "ruby/gems/3.3.0/gems/aws-sdk-core-3.1.0/lib/a.rb", 0644, "x" },
          { "java/lib/aws-lambda-java-core-1.2.0.jar", 0644, "x" });
    struct lw_facts seen = lw_facts(&sample_arena);
    (void)lw_facts_package(&seen, LW_ECO_PYPI, LW_VIEW("boto3"), LW_VIEW("1.2"),
                           LW_VIEW("python/boto3-1.2.dist-info/METADATA"));
    struct lw_facts facts = sample_look(&t, &lw_analyzer_sdk_shadow, &seen);
    const struct lw_fact *f = sample_at(&facts, LW_F_SHADOW, "python/boto3");
    assert_non_null(f);
    assert_value(f, LW_K_KIND, "sdk");
    assert_value(f, LW_K_WINNER, "python/boto3");
    assert_value(f, LW_K_LOSER, "boto3 of python runtimes");
    assert_value(f, LW_K_VERSION, "1.2");
    f = sample_at(&facts, LW_F_SHADOW, "python/json.py");
    assert_value(f, LW_K_KIND, "standard");
    f = sample_at(&facts, LW_F_SHADOW, "nodejs/node_modules/@aws-sdk/client-s3");
    assert_value(f, LW_K_LOSER, "@aws-sdk/client-s3 of nodejs18.x and later");
    f = sample_at(&facts, LW_F_SHADOW, "nodejs/node_modules/events");
    assert_value(f, LW_K_LOSER, "nodejs/node_modules/events");
    assert_non_null(sample_at(&facts, LW_F_SHADOW, "nodejs/node_modules/aws-sdk"));
    f = sample_at(&facts, LW_F_SHADOW, "ruby/gems/3.3.0/gems/aws-sdk-core-3.1.0");
    assert_value(f, LW_K_NAME, "aws-sdk-core");
    assert_non_null(sample_at(&facts, LW_F_SHADOW, "java/lib/aws-lambda-java-core-1.2.0.jar"));
    assert_null(sample_at(&facts, LW_F_SHADOW, "python/email")); /* a namespace hides nothing */
    assert_value(sample_at(&facts, LW_F_SHADOW, "python/html"), LW_K_KIND, "standard");
    assert_int_equal(sample_count(&facts, LW_F_SHADOW), 8);
    sample_end(&t);
}

static void a_function_shadows_with_its_own(void **state)
{
    (void)state;
    static const struct lw_scan_file files[] = {
        { .path = LW_VIEW("app.py") },
        { .path = LW_VIEW("boto3/__init__.py") },
        { .path = LW_VIEW("json.py") },
        { .path = LW_VIEW("lib/json.py") },
        { .path = LW_VIEW("node_modules/@aws-sdk/client-s3/index.js") },
        { .path = LW_VIEW("node_modules/fs/index.js") },
        { .path = LW_VIEW("queue/worker.py") },
    };
    struct lw_facts facts = lw_facts(&sample_arena);
    lw_shadows_of_function(&facts, files, LW_COUNT(files));
    assert_int_equal(sample_count(&facts, LW_F_SHADOW), 4);
    const struct lw_fact *f = sample_at(&facts, LW_F_SHADOW, "json.py");
    assert_value(f, LW_K_CLASS, "function");
    assert_value(f, LW_K_WINNER, "json.py");
    assert_value(f, LW_K_DETAIL, "the function's copy is used in place of the runtime's");
    assert_value(sample_at(&facts, LW_F_SHADOW, "boto3"), LW_K_KIND, "sdk");
    assert_value(sample_at(&facts, LW_F_SHADOW, "node_modules/fs"), LW_K_WINNER,
                 "fs of Node.js itself");
    assert_non_null(sample_at(&facts, LW_F_SHADOW, "node_modules/@aws-sdk/client-s3"));
}

static bool runs_on(const struct lw_facts *facts, const char *runtime)
{
    return sample_fact(facts, LW_F_COMPATIBILITY, LW_K_RUNTIME, runtime) != NULL;
}

static void extensions_and_libraries_limit_the_runtimes(void **state)
{
    (void)state;
    BUILD(t, { "python/yaml/_yaml.cpython-312-x86_64-linux-gnu.so", 0755, "\177ELF" },
          { "python/a.dist-info/METADATA", 0644, "Name: a\nRequires-Python: <4, >=3.8\n\n" },
          { "python/a.dist-info/WHEEL", 0644,
            "Wheel-Version: 1.0\nTag: cp312-cp312-manylinux_2_17_x86_64\n" });
    struct lw_facts seen = lw_facts(&sample_arena);
    struct lw_fact *elf = lw_facts_add(&seen, LW_F_ELF, LW_VIEW("python/yaml/_yaml.so"));
    lw_fact_set_c(&seen, elf, LW_K_MACHINE, "x86_64");
    lw_fact_set_c(&seen, elf, LW_K_GLIBC, "2.28");
    struct lw_facts facts = sample_look(&t, &lw_analyzer_compatibility, &seen);
    assert_true(runs_on(&facts, "python3.12"));
    assert_false(runs_on(&facts, "python3.11"));
    assert_false(runs_on(&facts, "python3.13"));
    assert_non_null(sample_fact(&facts, LW_F_COMPATIBILITY, LW_K_ARCHITECTURE, "x86_64"));
    assert_null(sample_fact(&facts, LW_F_COMPATIBILITY, LW_K_ARCHITECTURE, "arm64"));
    const struct lw_fact *f = sample_fact(&facts, LW_F_COMPATIBILITY, LW_K_KIND, "wheel-tag");
    assert_value(f, LW_K_VERSION, "cp312-cp312-manylinux_2_17_x86_64");
    assert_value(sample_fact(&facts, LW_F_COMPATIBILITY, LW_K_KIND, "requires-python"),
                 LW_K_VERSION, "3.8");
    /* With a library that is newer than any system it runs nowhere; python3.12 comes nearest. */
    lw_fact_set_c(&seen, lw_facts_add(&seen, LW_F_ELF, LW_VIEW("lib/x.so")), LW_K_GLIBC, "2.38");
    facts = sample_look(&t, &lw_analyzer_compatibility, &seen);
    assert_false(runs_on(&facts, "python3.12"));
    assert_value(sample_fact(&facts, LW_F_COMPATIBILITY, LW_K_KIND, "no-runtime"), LW_K_DETAIL,
                 "nearest is python3.12; against it: the C library (2.38: lib/x.so)");
    sample_end(&t);
}

static void folders_name_versions(void **state)
{
    (void)state;
    BUILD(t, { "nodejs/node20/node_modules/a/index.js", 0644, "x" },
          { "nodejs/node20/node_modules/a/prebuilds/linux-x64/node.abi115.node", 0644, "x" },
          { "ruby/gems/3.3.0/gems/a-1/lib/a.rb", 0644, "x" }, { "bootstrap", 0755, "#!/bin/sh\n" });
    struct lw_facts facts = sample_look(&t, &lw_analyzer_compatibility, NULL);
    assert_true(runs_on(&facts, "nodejs20.x"));
    assert_false(runs_on(&facts, "nodejs22.x"));
    assert_true(runs_on(&facts, "ruby3.3"));
    assert_false(runs_on(&facts, "ruby3.4"));
    assert_true(runs_on(&facts, "provided.al2023"));
    assert_value(sample_fact(&facts, LW_F_COMPATIBILITY, LW_K_KIND, "node-abi"), LW_K_VERSION,
                 "115");
    assert_non_null(sample_fact(&facts, LW_F_COMPATIBILITY, LW_K_ARCHITECTURE, "arm64"));
    sample_end(&t);

    BUILD(e, { "bin/tool", 0755, "x" });
    struct lw_facts seen = lw_facts(&sample_arena);
    lw_fact_set_c(&seen, lw_facts_add(&seen, LW_F_ELF, LW_VIEW("bin/tool")), LW_K_GLIBC, "2.32");
    facts = sample_look(&e, &lw_analyzer_compatibility, &seen);
    assert_true(runs_on(&facts, "any of Amazon Linux 2023"));
    sample_end(&e);
}

static void classes_name_their_java(void **state)
{
    (void)state;
    struct sample_tree t;
    sample_begin(&t);
    sample_write(t.folder, "com/A.class", 0644, lw_view("\xca\xfe\xba\xbe\0\0\0\x37", 8));
    sample_write(t.folder, "com/B.class", 0644, lw_view("\xca\xfe\xba\xbe\0\0\0\x3d", 8));
    sample_write(t.folder, "META-INF/versions/21/C.class", 0644,
                 lw_view("\xca\xfe\xba\xbe\0\0\0\x41", 8));
    sample_open(&t);
    struct lw_facts facts = sample_look(&t, &lw_analyzer_compatibility, NULL);
    assert_true(runs_on(&facts, "java17"));
    assert_true(runs_on(&facts, "java21"));
    assert_false(runs_on(&facts, "java11"));
    sample_end(&t);
}

static void paths_name_what_is_found(void **state)
{
    (void)state;
    assert_view(lw_python_module(LW_VIEW("json.py")), "json");
    assert_view(lw_python_module(LW_VIEW("yaml/__init__.py")), "yaml");
    assert_view(lw_python_module(LW_VIEW("_x.cpython-312-x86_64-linux-gnu.so")), "_x");
    assert_view(lw_python_module(LW_VIEW("a-1.dist-info/METADATA")), "");
    assert_view(lw_python_module(LW_VIEW("README")), "");
    assert_view(lw_python_module(LW_VIEW("__pycache__/x.pyc")), "");
    assert_view(lw_node_package(LW_VIEW("@a/b/c.js")), "@a/b");
    assert_view(lw_node_package(LW_VIEW("@a/b")), "");
    assert_view(lw_node_package(LW_VIEW(".bin/x")), "");
    assert_view(lw_node_package(LW_VIEW("x/y/z")), "x");
    assert_int_equal(lw_search_place_of(LW_VIEW("python")).kind, LW_SEARCH_NONE);
    assert_int_equal(lw_search_place_of(LW_VIEW("python/lib/pythonX/site-packages/a")).kind,
                     LW_SEARCH_PYTHON);
    assert_true(lw_python_stdlib_has(LW_VIEW("logging")));
    assert_false(lw_python_stdlib_has(LW_VIEW("requests")));
    assert_true(lw_node_builtin_has(LW_VIEW("fs")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_entry_of_extensions_is_told),
        cmocka_unit_test(internal_carriers_are_told_apart),
        cmocka_unit_test(long_scripts_are_looked_at),
        cmocka_unit_test(wrappers_hand_on_their_arguments),
        cmocka_unit_test(shell_runtimes_are_named_as_such),
        cmocka_unit_test(what_no_path_finds_is_counted_by_folder),
        cmocka_unit_test(leftovers_are_one_fact_each),
        cmocka_unit_test(modes_are_bounded),
        cmocka_unit_test(the_runtimes_own_is_shadowed),
        cmocka_unit_test(a_function_shadows_with_its_own),
        cmocka_unit_test(extensions_and_libraries_limit_the_runtimes),
        cmocka_unit_test(folders_name_versions),
        cmocka_unit_test(classes_name_their_java),
        cmocka_unit_test(paths_name_what_is_found),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    lw_arena_clear(&sample_arena);
    return failed;
}
