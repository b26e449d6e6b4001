/* SPDX-License-Identifier: Apache-2.0
 *
 * leftover.c - what builds, tests, editors and version control left in a layer.
 *
 * One fact for each thing left: a folder of it, a package's tests, a file; never one for each of
 * thousands of files.
 */
#include "analyze/analyzer.h"
#include "analyze/layer_paths.h"
#include "base/map.h"

struct pattern {
    const char *name; /* of a path component; "*.x" is a suffix, "x*" a prefix */
    const char *kind; /* "secret", "vcs", "cache", "editor", "system", "test", "build", "crash" */
    const char *detail;
};

static const struct pattern folders[] = {
    { ".git", "vcs", "a Git repository: its whole history can be read" },
    { ".svn", "vcs", "a Subversion working copy" },
    { ".hg", "vcs", "a Mercurial repository" },
    { ".bzr", "vcs", "a Bazaar repository" },
    { "CVS", "vcs", "a CVS working copy" },
    { ".ssh", "secret", "keys and hosts of SSH" },
    { ".gnupg", "secret", "keys of GnuPG" },
    { ".kube", "secret", "credentials of Kubernetes" },
    { ".docker", "secret", "credentials of container registries" },
    { ".terraform", "build", "working files of Terraform" },
    { ".serverless", "build", "working files of the Serverless Framework" },
    { ".aws-sam", "build", "working files of AWS SAM" },
    { "cdk.out", "build", "output of AWS CDK" },
    { "__MACOSX", "system", "resource forks of macOS" },
    { ".idea", "editor", "settings of an IDE" },
    { ".vscode", "editor", "settings of an IDE" },
    { ".vs", "editor", "settings of an IDE" },
    { ".pytest_cache", "cache", "cache of pytest" },
    { ".mypy_cache", "cache", "cache of mypy" },
    { ".ruff_cache", "cache", "cache of Ruff" },
    { ".tox", "cache", "environments of tox" },
    { ".nox", "cache", "environments of nox" },
    { ".nyc_output", "test", "coverage of tests" },
    { "htmlcov", "test", "coverage of tests" },
    { ".npm", "cache", "cache of npm" },
    { ".yarn-cache", "cache", "cache of Yarn" },
    { "nodejs/.cache", "cache", "cache of a build" },
    { "node_modules/.cache", "cache", "cache of a build" },
    { ".gradle", "cache", "cache of Gradle" },
    { ".github", "build", "workflows of GitHub" },
    { ".circleci", "build", "workflows of CircleCI" },
    { ".bundle", "build", "settings of Bundler" },
};

static const struct pattern files[] = {
    { ".env", "secret", "environment variables, often secrets" },
    { ".env.*", "secret", "environment variables, often secrets" },
    { ".aws/credentials", "secret", "access keys of AWS" },
    { ".aws/config", "secret", "profiles of AWS" },
    { ".npmrc", "secret", "settings of npm, often a token" },
    { ".yarnrc.yml", "secret", "settings of Yarn, often a token" },
    { ".pypirc", "secret", "credentials of a Python package index" },
    { ".netrc", "secret", "credentials for hosts" },
    { ".git-credentials", "secret", "credentials of Git" },
    { ".dockercfg", "secret", "credentials of container registries" },
    { ".htpasswd", "secret", "hashes of passwords" },
    { ".bash_history", "secret", "a history of commands" },
    { ".zsh_history", "secret", "a history of commands" },
    { ".python_history", "secret", "a history of commands" },
    { ".node_repl_history", "secret", "a history of commands" },
    { "terraform.tfstate", "secret", "state of Terraform, secrets in plain text" },
    { "*.tfstate.backup", "secret", "state of Terraform, secrets in plain text" },
    { "*.pem", "key", "a key or certificate by its name" },
    { "*.key", "key", "a key by its name" },
    { "*.p12", "key", "a key store by its name" },
    { "*.pfx", "key", "a key store by its name" },
    { "*.jks", "key", "a key store by its name" },
    { "*.keystore", "key", "a key store by its name" },
    { "*.ppk", "key", "a key by its name" },
    { "id_rsa", "key", "a key by its name" },
    { "id_dsa", "key", "a key by its name" },
    { "id_ecdsa", "key", "a key by its name" },
    { "id_ed25519", "key", "a key by its name" },
    { ".DS_Store", "system", "names of a folder's files, written by macOS" },
    { "._*", "system", "a resource fork of macOS" },
    { "Thumbs.db", "system", "previews, written by Windows" },
    { "desktop.ini", "system", "settings of a folder, written by Windows" },
    { "*.swp", "editor", "an unsaved text of vim" },
    { "*.swo", "editor", "an unsaved text of vim" },
    { "*~", "editor", "a backup of an editor" },
    { "*.orig", "editor", "a backup of a merge" },
    { "*.rej", "editor", "a rejected part of a patch" },
    { ".coverage", "test", "coverage of tests" },
    { ".coverage.*", "test", "coverage of tests" },
    { "lcov.info", "test", "coverage of tests" },
    { "npm-debug.log", "build", "a log of npm" },
    { "yarn-error.log", "build", "a log of Yarn" },
    { "docker-compose.yml", "build", "a build of containers" },
    { ".gitlab-ci.yml", "build", "workflows of GitLab" },
    { ".travis.yml", "build", "workflows of Travis" },
    { "core", "crash", "a dump of a process's memory" },
    { "core.*", "crash", "a dump of a process's memory" },
    { "*.hprof", "crash", "a dump of a Java heap" },
    { "*.heapsnapshot", "crash", "a dump of a JavaScript heap" },
};

struct left {
    struct lw_view path, example;
    const struct pattern *pattern;
    uint64_t files, bytes;
};

/* Which of `files` a name can fit, a bit for each, by its last character or its first; and which of
 * `folders`, by its last. */
struct likely {
    uint64_t by_last[256], by_first[256], folders_by_last[256];
};

struct all {
    struct likely likely;
    struct left *items;
    size_t count, capacity;
    struct lw_map index;
    struct lw_arena *arena;
    bool cached; /* of the folder that was looked at last */
    struct lw_view above, above_folder;
    const struct pattern *above_pattern;
};

static const struct pattern tests_of_a_package = { "tests", "test",
                                                   "tests of an installed package" };

static bool glob(const char *pattern, struct lw_view name)
{
    struct lw_view p = lw_view_c(pattern);
    if (lw_view_starts(p, LW_VIEW("*")))
        return name.len >= p.len && lw_view_ends_nocase(name, lw_view_from(p, 1));
    if (lw_view_ends(p, LW_VIEW("*")))
        return name.len > p.len - 1 && lw_view_starts(name, lw_view_sub(p, 0, p.len - 1));
    return lw_view_eq(p, name);
}

static void prepare(struct likely *likely)
{
    _Static_assert(LW_COUNT(files) <= 64, "a bit for each pattern");
    for (size_t i = 0; i < LW_COUNT(files); i++) {
        const char *name = files[i].name;
        uint8_t last = lw_lower((uint8_t)name[strlen(name) - 1]);
        uint64_t *slot = last == '*' ? &likely->by_first[(uint8_t)name[0]] : &likely->by_last[last];
        *slot |= UINT64_C(1) << i;
    }
    _Static_assert(LW_COUNT(folders) <= 64, "a bit for each pattern");
    for (size_t i = 0; i < LW_COUNT(folders); i++) {
        const char *name = folders[i].name;
        likely->folders_by_last[(uint8_t)name[strlen(name) - 1]] |= UINT64_C(1) << i;
    }
}

/* `pattern` against the end of `path`: one component, or two where it has a slash. */
static bool at_end(const char *pattern, struct lw_view path)
{
    if (path.len == 0)
        return false;
    if (!strchr(pattern, '/'))
        return glob(pattern, lw_path_base(path));
    struct lw_view p = lw_view_c(pattern);
    return lw_view_ends(path, p) && (path.len == p.len || path.ptr[path.len - p.len - 1] == '/');
}

/* Public certificate authorities, which every HTTP client brings along. */
static bool is_public_bundle(struct lw_view path)
{
    static const char *const names[] = {
        "cacert.pem",    "cacerts.pem",         "ca-bundle.crt",     "ca.pem",
        "roots.pem",     "ca-certificates.pem", "ca-bundle.pem",     "mozilla.pem",
        "cert.pem",      "cacert.jks",          "global-bundle.pem", "rds-combined-ca-bundle.pem",
        "isrgrootx1.pem"
    };
    struct lw_view base = lw_path_base(path);
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(base, names[i]))
            return true;
    static const char *const owners[] = { "certifi/", "botocore/",     "cacerts/", "ssl/certs/",
                                          "pki/tls/", "pki/ca-trust/", "httplib2/" };
    for (size_t i = 0; i < LW_COUNT(owners); i++)
        if (lw_view_find(path, lw_view_c(owners[i])) != LW_NOT_FOUND)
            return lw_view_ends(base, LW_VIEW(".pem"));
    return false;
}

static const struct pattern *file_pattern(const struct likely *likely, const struct lw_entry *entry)
{
    struct lw_view path = entry->path, base = lw_path_base(path);
    if (base.len == 0)
        return NULL;
    uint64_t left = likely->by_last[lw_lower(base.ptr[base.len - 1])] |
                    likely->by_first[base.ptr[0]];
    for (; left; left &= left - 1) {
        const struct pattern *p = &files[__builtin_ctzll(left)];
        if (!at_end(p->name, path))
            continue;
        if (strcmp(p->kind, "key") == 0 && is_public_bundle(path))
            return NULL;
        /* ".env.example" is documentation; a small "core" is a module or a folder's file. */
        if (strcmp(p->name, ".env.*") == 0 &&
            (lw_view_ends(base, LW_VIEW(".example")) || lw_view_ends(base, LW_VIEW(".sample")) ||
             lw_view_ends(base, LW_VIEW(".template")) || lw_view_ends(base, LW_VIEW(".dist"))))
            return NULL;
        if (strcmp(p->kind, "crash") == 0 && lw_view_starts(base, LW_VIEW("core"))) {
            uint64_t pid;
            bool numbered = lw_view_u64(&pid, lw_view_from(base, 5), UINT32_MAX);
            if (entry->bytes < 65536 || (base.len > 4 && !numbered))
                return NULL;
        }
        return p;
    }
    return NULL;
}

/* "python/numpy/tests/x.py" gives "python/numpy/tests"; only tests inside of packages count. */
static struct lw_view package_tests(struct lw_view path)
{
    struct lw_search_place place = lw_search_place_of(path);
    bool python = place.kind == LW_SEARCH_PYTHON || place.kind == LW_SEARCH_PYTHON_SITE;
    bool node = place.kind == LW_SEARCH_NODE || place.kind == LW_SEARCH_NODE_MAJOR;
    struct lw_view root = LW_VIEW("");
    if (python)
        root = lw_path_top(place.inside);
    else if (node)
        root = lw_node_package(place.inside);
    if (root.len == 0 || root.len == place.inside.len)
        return LW_VIEW("");
    size_t start = path.len - place.inside.len;
    struct lw_view rest = lw_view_from(place.inside, root.len + 1), piece;
    for (size_t at = start + root.len + 1; lw_view_split(&piece, &rest, '/'); at += piece.len + 1)
        if (rest.ptr && at + piece.len < path.len &&
            (lw_view_is(piece, "tests") || lw_view_is(piece, "test") ||
             lw_view_is(piece, "__tests__") || lw_view_is(piece, "spec")))
            return lw_view_sub(path, 0, start + root.len);
    return LW_VIEW("");
}

static void count_in(struct all *all, struct lw_view path, const struct pattern *pattern,
                     const struct lw_entry *entry)
{
    bool made;
    struct lw_view key = lw_arena_printf(all->arena, "%s %.*s", pattern->kind, LW_FMT(path));
    uint64_t *slot = lw_map_put(&all->index, key, &made);
    if (made) {
        *slot = all->count;
        *LW_PUSH(all->arena, all) = (struct left){ path, entry->path, pattern, 0, 0 };
    }
    struct left *left = &all->items[*slot];
    left->files++;
    left->bytes += entry->bytes;
}

/* The outermost folder of `path` that is a leftover. Entries are sorted, so that those of one
 * folder come in a row and are looked up once. */
static const struct pattern *folder_pattern(struct all *all, struct lw_view path)
{
    struct lw_view above = lw_path_dir(path);
    if (all->cached && lw_view_eq(above, all->above))
        return all->above_pattern;
    all->cached = true;
    all->above = above;
    all->above_pattern = NULL;
    for (size_t end = 1; end <= above.len; end++) {
        if (end < above.len && above.ptr[end] != '/')
            continue;
        struct lw_view folder = lw_view_sub(above, 0, end);
        for (uint64_t left = all->likely.folders_by_last[above.ptr[end - 1]]; left;
             left &= left - 1) {
            const struct pattern *p = &folders[__builtin_ctzll(left)];
            if (at_end(p->name, folder)) {
                all->above_folder = folder;
                return all->above_pattern = p;
            }
        }
    }
    return NULL;
}

static void look(struct all *all, const struct lw_entry *entry)
{
    struct lw_view path = entry->path;
    const struct pattern *p = folder_pattern(all, path);
    if (p) {
        count_in(all, all->above_folder, p, entry);
        return;
    }
    p = file_pattern(&all->likely, entry);
    bool many = p && (strcmp(p->kind, "system") == 0 || strcmp(p->kind, "editor") == 0);
    struct lw_view tests = p ? LW_VIEW("") : package_tests(path);
    if (p) /* .DS_Store in each folder is one thing left, not hundreds */
        count_in(all, many ? lw_path_top(path) : path, p, entry);
    else if (tests.len)
        count_in(all, tests, &tests_of_a_package, entry);
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    (void)seen;
    (void)scratch;
    (void)err;
    struct all all = { .index = LW_MAP_INIT, .arena = out->arena };
    prepare(&all.likely);
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++)
        if (entries[i].type != LW_ENTRY_FOLDER && !entries[i].shadowed)
            look(&all, &entries[i]);
    for (size_t i = 0; i < all.count; i++) {
        const struct left *left = &all.items[i];
        struct lw_fact *f = lw_facts_add(out, LW_F_LEFTOVER, left->path);
        lw_fact_set_c(out, f, LW_K_KIND, left->pattern->kind);
        lw_fact_set_c(out, f, LW_K_NAME, left->pattern->name);
        lw_fact_set_c(out, f, LW_K_DETAIL, left->pattern->detail);
        lw_fact_set(out, f, LW_K_EVIDENCE, left->example);
        lw_fact_printf(out, f, LW_K_COUNT, "%llu", (unsigned long long)left->files);
        lw_fact_printf(out, f, LW_K_BYTES, "%llu", (unsigned long long)left->bytes);
    }
    lw_map_clear(&all.index);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_leftover = {
    .name = "leftover",
    .what = "what builds, tests, editors and version control left",
    .tree = tree,
};
