/* SPDX-License-Identifier: Apache-2.0
 *
 * python_packages_test.c - Python distributions in folders as pip, Debian, conda and people leave
 * them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyze/python_modules.h"
#include "tree_sample.h"

extern const struct lw_analyzer lw_analyzer_python_dist_info, lw_analyzer_python_egg_info,
    lw_analyzer_python_vendored, lw_analyzer_python_vendor_list, lw_analyzer_conda_meta;

static const struct lw_analyzer *const analyzers[] = {
    &lw_analyzer_conda_meta,         &lw_analyzer_python_dist_info, &lw_analyzer_python_egg_info,
    &lw_analyzer_python_vendor_list, &lw_analyzer_python_vendored,
};

#define RUN(tree) tree_run((tree), analyzers, LW_COUNT(analyzers))
#define EXPECT(tree, ...)                                                                          \
    do {                                                                                           \
        static const char *const lines_[] = { __VA_ARGS__ };                                       \
        tree_expect((tree), lines_, LW_COUNT(lines_));                                             \
    } while (0)

static void dist_info_gives_name_version_licence(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "python/PyYAML-6.0.3.dist-info/METADATA",
             "Metadata-Version: 2.4\nName: PyYAML\nVersion: 6.0.3\nLicense: MIT\n"
             "Classifier: License :: OSI Approved :: MIT License\n\nYAML is a format\n");
    tree_add(&t, "python/PyYAML-6.0.3.dist-info/RECORD", "yaml/__init__.py,sha256=x,1\n");
    tree_add(&t, "python/yaml/__init__.py", "__version__ = '6.0.3'\n");
    tree_add(&t, "python/yaml/representer.py", "");
    RUN(&t);
    EXPECT(&t, "pkg:pypi/pyyaml@6.0.3 0 python");
    const struct lw_package *p = &t.facts.packages.items[0];
    assert_true(lw_view_is(p->name, "PyYAML"));
    assert_true(lw_view_is(p->evidence, "METADATA"));
    assert_int_equal(p->licenses.count, 1);
    assert_true(lw_view_is(p->licenses.items[0], "MIT"));
    tree_clear(&t);
}

static void a_stripped_dist_info_still_counts(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "a/six-1.16.0.dist-info/RECORD", "six.py,,\n");
    tree_add(&t, "a/six-1.16.0.dist-info/WHEEL", "Wheel-Version: 1.0\n");
    tree_add(&t, "a/idna-3.4.dist-info/WHEEL", "Wheel-Version: 1.0\n");
    tree_add(&t, "a/rsa-4.7.2.dist-info/METADATA", "");
    RUN(&t);
    EXPECT(&t, "pkg:pypi/idna@3.4 0 a", "pkg:pypi/rsa@4.7.2 0 a", "pkg:pypi/six@1.16.0 0 a");
    tree_clear(&t);
}

static void both_forms_of_metadata_are_one_package(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "python/cryptography-38.0.4.dist-info/METADATA",
             "Name: cryptography\nVersion: 38.0.4\n");
    tree_add(&t, "python/cryptography.egg-info/PKG-INFO",
             "Metadata-Version: 2.1\nName: cryptography\nVersion: 38.0.4\n");
    RUN(&t);
    EXPECT(&t, "pkg:pypi/cryptography@38.0.4 0 python");
    tree_clear(&t);
}

static void eggs_have_four_forms(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "p/lxml-4.9.2.egg-info/PKG-INFO", "Name: lxml\nVersion: 4.9.2\n");
    tree_add(&t, "p/docopt-0.6.2-py3.9.egg-info", "Name: docopt\nVersion: 0.6.2\n");
    tree_add(&t, "p/ply-3.11-py3.9.egg/EGG-INFO/PKG-INFO", "Name: ply\nVersion: 3.11\n");
    tree_add(&t, "p/empty-2.0-py2.7-linux-x86_64.egg-info", "");
    tree_add(&t, "p/mine.egg-link", "/home/me/mine\n.\n");
    RUN(&t);
    EXPECT(&t, "pkg:pypi/docopt@0.6.2 0 p", "pkg:pypi/empty@2.0 0 p", "pkg:pypi/lxml@4.9.2 0 p",
           "pkg:pypi/mine 8 p", "pkg:pypi/ply@3.11 0 p/ply-3.11-py3.9.egg");
    assert_true(lw_view_is(t.facts.packages.items[3].evidence, "egg-link to /home/me/mine"));
    tree_clear(&t);
}

static void editable_installs_are_marked(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "p/my_tool-1.0.dist-info/METADATA", "Name: my-tool\nVersion: 1.0\n");
    tree_add(&t, "p/my_tool-1.0.dist-info/direct_url.json",
             "{\"url\": \"file:///src\", \"dir_info\": {\"editable\": true}}");
    tree_add(&t, "p/other-1.0.dist-info/METADATA", "Name: other\nVersion: 1.0\n");
    tree_add(&t, "p/other-1.0.dist-info/direct_url.json",
             "{\"url\": \"https://x/y.whl\", \"archive_info\": {}}");
    tree_add(&t, "p/broken-1.0.dist-info/METADATA", "Name: broken\nVersion: 1.0\n");
    tree_add(&t, "p/broken-1.0.dist-info/direct_url.json", "{\"url\": \n x}");
    RUN(&t);
    EXPECT(&t, "pkg:pypi/broken@1.0 0 p", "pkg:pypi/my-tool@1.0 8 p", "pkg:pypi/other@1.0 0 p");
    assert_int_equal(t.facts.incomplete.count, 1);
    assert_string_equal(t.facts.incomplete.items[0].code, "LW_E_FORMAT");
    assert_true(lw_view_find(t.facts.incomplete.items[0].reason, LW_VIEW("line 2, column 2")) !=
                LW_NOT_FOUND);
    tree_clear(&t);
}

static void code_without_metadata_is_recognised(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "awscli/awscli-1.46.2.dist-info/METADATA", "Name: awscli\nVersion: 1.46.2\n");
    tree_add(&t, "awscli/awscli/__init__.py", "__version__ = '1.46.2'\n");
    tree_add(&t, "awscli/awscli/clidriver.py", "");
    tree_add(&t, "awscli/awscli/botocore/__init__.py",
             "# licence\nimport logging\n__version__ = '1.43.62'\n");
    tree_add(&t, "awscli/awscli/botocore/client.py", "");
    tree_add(&t, "awscli/awscli/botocore/vendored/six.py", "__version__ = \"1.16.0\"\n");
    tree_add(&t, "python/requests/__version__.py", "__version__ = '2.31.0'  # the version\n");
    tree_add(&t, "python/requests/sessions.py", "");
    tree_add(&t, "python/ddtrace/contrib/redis/__init__.py", "__version__ = '1.0'\n");
    tree_add(&t, "python/Jinja2-3.1.2.egg-info/PKG-INFO", "Name: Jinja2\nVersion: 3.1.2\n");
    tree_add(&t, "python/jinja2/__init__.py", "__version__ = '3.1.2'\n");
    tree_add(&t, "python/jinja2/environment.py", "");
    RUN(&t);
    EXPECT(&t, "pkg:pypi/awscli@1.46.2 0 awscli",
           "pkg:pypi/botocore@1.43.62 1 awscli/awscli/botocore", "pkg:pypi/jinja2@3.1.2 0 python",
           "pkg:pypi/requests@2.31.0 0 python/requests",
           "pkg:pypi/six@1.16.0 1 awscli/awscli/botocore/vendored/six.py");
    assert_true(
        lw_view_is(t.facts.packages.items[1].evidence, "__init__.py line 3: __version__ 1.43.62"));
    tree_clear(&t);
}

static void vendor_lists_join_their_copies(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "p/pip/_vendor/vendor.txt",
             "CacheControl==0.12.11  # Make sure to update the license in pyproject.toml\n"
             "requests==2.28.2\n    certifi==2022.12.7\n    urllib3[x]==1.26.14 ; a > 'b'\n"
             "setuptools==44.0.0\ntyping_extensions==4.4.0\ntenacity==8.1.0\n-r other\n"
             "# comment==1\nno-pin>=3\n\xff\xfe==2\n");
    tree_add(&t, "p/pip/_vendor/certifi/__init__.py", "__version__ = \"2022.12.07\"\n");
    tree_add(&t, "p/pip/_vendor/certifi/core.py", "");
    tree_add(&t, "p/pip/_vendor/requests/api.py", "");
    tree_add(&t, "p/pip/_vendor/pkg_resources/__init__.py", "");
    tree_add(&t, "p/pip/_vendor/typing_extensions.py", "");
    tree_add(&t, "p/pip/_vendor/urllib3-1.26.14.dist-info/METADATA",
             "Name: urllib3\nVersion: 1.26.14\n");
    RUN(&t);
    EXPECT(&t, "pkg:pypi/cachecontrol@0.12.11 5 p/pip/_vendor",
           "pkg:pypi/certifi@2022.12.7 1 p/pip/_vendor/certifi",
           "pkg:pypi/requests@2.28.2 1 p/pip/_vendor/requests",
           "pkg:pypi/setuptools@44.0.0 1 p/pip/_vendor/pkg_resources",
           "pkg:pypi/tenacity@8.1.0 5 p/pip/_vendor",
           "pkg:pypi/typing-extensions@4.4.0 1 p/pip/_vendor/typing_extensions.py",
           "pkg:pypi/urllib3@1.26.14 1 p/pip/_vendor");
    tree_clear(&t);
}

static void conda_records_are_read(void **state)
{
    (void)state;
    struct tree t;
    tree_init(&t);
    tree_add(&t, "opt/conda-meta/zlib-1.2.13-h1.json",
             "{\"name\": \"zlib\", \"version\": \"1.2.13\", \"license\": \"Zlib\"}");
    tree_add(&t, "opt/conda-meta/bad-1-0.json", "{\"name\": \"bad\"}");
    tree_add(&t, "opt/conda-meta/history", "==> 2024 <==\n");
    RUN(&t);
    EXPECT(&t, "pkg:conda/zlib@1.2.13 0 opt");
    assert_int_equal(t.facts.incomplete.count, 1);
    tree_clear(&t);
}

static void versions_are_read_but_not_computed(void **state)
{
    (void)state;
    static const struct {
        enum lw_python_form form;
        const char *text, *version; /* NULL: none */
        uint32_t line;
    } rows[] = {
        { LW_PY_TEXT, "V = '1.2.3'", "1.2.3", 1 },
        { LW_PY_TEXT, "# V = '0'\r\nV='1.2.3'\r\n", "1.2.3", 2 },
        { LW_PY_TEXT, "V: str\nV: str = \"2.0\"  # x", "2.0", 2 },
        { LW_PY_TEXT, "V = version = '2.9.0.post0'", "2.9.0.post0", 1 },
        { LW_PY_TEXT, "V = other = commit = \"10.4\"", "10.4", 1 },
        { LW_PY_TEXT, "V = \"\"\"1.51.1\"\"\"", "1.51.1", 1 },
        { LW_PY_TEXT, "V = '2022.09.24'", "2022.9.24", 1 },
        { LW_PY_TEXT, "V = '1.0.0+cpu';", "1.0.0+cpu", 1 },
        { LW_PY_TEXT, "V == '1.0'\nVERSION = '2'", NULL, 0 },
        { LW_PY_TEXT, "    V = '1.0'", NULL, 0 },
        { LW_PY_TEXT, "V = '1.0' + suffix", NULL, 0 },
        { LW_PY_TEXT, "V = '%s.1' % x", NULL, 0 },
        { LW_PY_TEXT, "V = '1.%s' % x", NULL, 0 },
        { LW_PY_TEXT, "V = '1.0'.strip()", NULL, 0 },
        { LW_PY_TEXT, "V = f'1.0'", NULL, 0 },
        { LW_PY_TEXT, "V = metadata.version('x')", NULL, 0 },
        { LW_PY_TEXT, "V = '0+unknown'", NULL, 0 },
        { LW_PY_TEXT, "V = 'unknown'", NULL, 0 },
        { LW_PY_TEXT, "V = '1.0", NULL, 0 },
        { LW_PY_TEXT, "V = ''", NULL, 0 },
        { LW_PY_TEXT, "V =", NULL, 0 },
        { LW_PY_TUPLE, "V = (3, 0, 9, 'final', 1)", "3.0.9", 1 },
        { LW_PY_TUPLE, "V = version_info(3, 0, 9, \"final\", 1)", "3.0.9", 1 },
        { LW_PY_TUPLE, "V = ('1', '14', '1')", "1.14.1", 1 },
        { LW_PY_TUPLE, "V = (1, 0, 2, None)", "1.0.2", 1 },
        { LW_PY_TUPLE, "V = (4, 0, 'rc', 2)", "4.0rc2", 1 },
        { LW_PY_TUPLE, "V = (1,", NULL, 0 },
        { LW_PY_TUPLE, "V = (x, y)", NULL, 0 },
        { LW_PY_TUPLE, "V = ()", NULL, 0 },
        { LW_PY_TUPLE, "V = '1.0'", NULL, 0 },
        { LW_PY_DJANGO, "V = (4, 2, 0, 'final', 0)", "4.2", 1 },
        { LW_PY_DJANGO, "V = (4, 2, 16, 'final', 0)", "4.2.16", 1 },
        { LW_PY_DJANGO, "V = (5, 0, 0, 'alpha', 1)", "5.0a1", 1 },
        { LW_PY_ARGUMENT, "d = dict(\n    V='0.17.21',\n)", "0.17.21", 2 },
        { LW_PY_JSON, "j = '''\n{\n \"V\": \"1.24.2\"\n}\n'''", "1.24.2", 3 },
        { LW_PY_WHOLE, "10.1.0\n", "10.1.0", 1 },
        { LW_PY_WHOLE, "10.1.0\nmore\n", NULL, 0 },
    };
    for (size_t i = 0; i < LW_COUNT(rows); i++) {
        struct lw_python_module module = { .form = rows[i].form, .variable = "V" };
        char version[LW_PYTHON_VERSION_BYTES] = "";
        uint32_t line = 0;
        bool found = lw_python_version(version, &line, lw_view_c(rows[i].text), &module);
        if (found != (rows[i].version != NULL))
            fail_msg("%s: \"%s\"", rows[i].text, version);
        if (found && (strcmp(version, rows[i].version) != 0 || line != rows[i].line))
            fail_msg("%s: \"%s\", line %u", rows[i].text, version, line);
    }
}

/* What the module's file would hold, in the row's own form. */
static void sample_of(char out[256], const struct lw_python_module *m)
{
    static const char *const samples[] = {
        [LW_PY_TEXT] = "%s = '7.8.9'\n",         [LW_PY_TUPLE] = "%s = (7, 8, 9)\n",
        [LW_PY_DJANGO] = "%s = (7, 8, 9)\n",     [LW_PY_ARGUMENT] = "  %s='7.8.9',\n",
        [LW_PY_JSON] = "  \"%s\": \"7.8.9\",\n", [LW_PY_WHOLE] = "7.8.9%s\n",
    };
    const char *text = samples[m->form];
    size_t hole = (size_t)(strstr(text, "%s") - text);
    snprintf(out, 256, "%.*s%s%s", (int)hole, text, m->variable, text + hole + 2);
}

/* Each row finds its distribution: its file passes wants(), its witness is looked for. */
static void every_row_of_the_table_works(void **state)
{
    (void)state;
    for (size_t i = 0; i < lw_python_module_count; i++) {
        const struct lw_python_module *m = &lw_python_modules[i];
        struct tree t;
        char text[256];
        tree_init(&t);
        const char *slash = m->folder[0] ? "/" : "";
        struct lw_view path = lw_arena_printf(&t.arena, "x/%s%s%s", m->folder, slash, m->file);
        struct lw_view other = lw_arena_printf(&t.arena, "x/%s/%s", m->folder, m->witness);
        if (m->witness[0])
            tree_add(&t, (const char *)other.ptr, "");
        sample_of(text, m);
        tree_add(&t, (const char *)path.ptr, text);
        RUN(&t);
        bool right = t.facts.packages.count == 1 &&
                     lw_view_is(t.facts.packages.items[0].name, m->distribution) &&
                     lw_view_is(t.facts.packages.items[0].version, "7.8.9");
        if (!right)
            fail_msg("%s is not found by %.*s", m->distribution, LW_FMT(path));
        tree_clear(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dist_info_gives_name_version_licence),
        cmocka_unit_test(a_stripped_dist_info_still_counts),
        cmocka_unit_test(both_forms_of_metadata_are_one_package),
        cmocka_unit_test(eggs_have_four_forms),
        cmocka_unit_test(editable_installs_are_marked),
        cmocka_unit_test(code_without_metadata_is_recognised),
        cmocka_unit_test(vendor_lists_join_their_copies),
        cmocka_unit_test(conda_records_are_read),
        cmocka_unit_test(versions_are_read_but_not_computed),
        cmocka_unit_test(every_row_of_the_table_works),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
