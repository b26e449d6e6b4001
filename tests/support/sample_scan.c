/* SPDX-License-Identifier: Apache-2.0
 *
 * sample_scan.c - a layer with faults, one without, and one whose every text is an attack.
 */
#include "sample_scan.h"

const char *const sample_names[SAMPLE_COUNT] = { "full", "clean", "hostile" };

static struct lw_package *package(struct lw_scan *s, enum lw_ecosystem e, const char *name,
                                  const char *version, const char *location, const char *license)
{
    struct lw_package *p = lw_facts_package(&s->facts, e, lw_view_c(name), lw_view_c(version),
                                            lw_view_c(location));
    p->evidence = lw_path_base(p->location);
    p->analyzer = "sample";
    lw_package_license(&s->facts, p, lw_view_c(license));
    return p;
}

static void file(struct lw_scan *s, size_t most, const char *path, enum lw_entry_type type,
                 uint32_t mode, uint64_t bytes)
{
    if (!s->files)
        s->files = lw_arena_array(&s->arena, most, sizeof(*s->files));
    s->files[s->file_count++] = (struct lw_scan_file){
        .path = lw_view_c(path),
        .type = type,
        .mode = mode,
        .bytes = bytes,
        .packed_bytes = bytes / 3,
        .sha256 = lw_sha256(lw_view_c(path)),
        .have_sha256 = true,
    };
    s->unpacked_bytes += bytes;
    s->entries++;
}

static struct lw_finding *finding(struct lw_scan *s, const char *rule, enum lw_severity severity,
                                  const char *title, const char *path, const char *evidence)
{
    struct lw_finding *f = LW_PUSH(&s->arena,
                                   &s->findings); /* the list is filled in its final order */
    f->rule = lw_view_c(rule);
    f->severity = severity;
    f->title = lw_view_c(title);
    f->path = lw_view_c(path);
    f->evidence = lw_view_c(evidence);
    f->cvss_tenths = -1;
    f->epss = -1;
    return f;
}

static struct lw_finding *vulnerable(struct lw_scan *s, enum lw_severity severity, const char *id,
                                     const char *other, const char *purl, const char *fixed,
                                     const char *title, const char *path)
{
    struct lw_finding *f = finding(s, "vulnerability", severity, title, path, purl);
    f->vulnerability = lw_view_c(id);
    *LW_PUSH(&s->arena, &f->ids) = lw_view_c(id);
    if (other[0])
        *LW_PUSH(&s->arena, &f->ids) = lw_view_c(other);
    f->purl = lw_view_c(purl);
    f->fixed_version = lw_view_c(fixed);
    f->why = LW_VIEW("A version of this package in the layer is within the affected range.");
    f->fix = fixed[0] ? lw_arena_printf(&s->arena, "Update to %s.", fixed)
                      : LW_VIEW("There is no fixed version; replace the package.");
    *LW_PUSH(&s->arena, &f->references) = lw_arena_printf(&s->arena,
                                                          "https://osv.dev/vulnerability/%s", id);
    return f;
}

static void cvss(struct lw_finding *f, const char *vector, int tenths, double epss, bool kev)
{
    f->cvss_vector = lw_view_c(vector);
    f->cvss_tenths = tenths;
    f->epss = epss;
    f->kev = kev;
}

static void full_packages(struct lw_scan *s)
{
    struct lw_facts *f = &s->facts;
    struct lw_package *p = package(s, LW_ECO_GENERIC, "openssl", "1.1.1k", "lib/libcrypto.so.1.1",
                                   "OpenSSL");
    p->evidence = LW_VIEW("OpenSSL 1.1.1k  25 Mar 2021 in .rodata");
    p->flags = LW_PKG_LINKED;
    package(s, LW_ECO_GOLANG, "github.com/aws/aws-lambda-go", "v1.41.0",
            "extensions/telemetry-agent", "");
    p = package(s, LW_ECO_MAVEN, "org.apache.logging.log4j:log4j-core", "2.14.1",
                "java/lib/app-all.jar!/META-INF/maven/org.apache.logging.log4j/log4j-core/"
                "pom.properties",
                "Apache License, Version 2.0");
    p->root = LW_VIEW("java/lib/app-all.jar");
    p->flags = LW_PKG_BUNDLED;
    p = package(s, LW_ECO_NPM, "@aws-sdk/client-s3", "3.200.0",
                "nodejs/node_modules/@aws-sdk/client-s3/package.json", "Apache-2.0");
    package(s, LW_ECO_NPM, "lodash", "4.17.15", "nodejs/node_modules/lodash/package.json", "MIT");
    package(s, LW_ECO_NPM, "minimist", "0.0.8",
            "nodejs/node_modules/mkdirp/node_modules/minimist/package.json", "MIT");
    package(s, LW_ECO_PYPI, "requests", "2.19.0", "python/requests-2.19.0.dist-info/METADATA",
            "Apache 2.0");
    p = package(s, LW_ECO_PYPI, "urllib3", "1.23", "python/urllib3-1.23.dist-info/METADATA", "MIT");
    lw_package_license(f, p, LW_VIEW("GPL-2.0-only OR MIT"));
    p = package(s, LW_ECO_PYPI, "urllib3", "1.26.4", "python/pip/_vendor/urllib3/_version.py", "");
    p->flags = LW_PKG_VENDORED;
    package(s, LW_ECO_PYPI, "mystery", "", "python/mystery/__init__.py", "");
}

static struct lw_fact *does(struct lw_facts *f, const char *capability, const char *phase,
                            const char *location, uint32_t line)
{
    struct lw_fact *x = lw_facts_add(f, LW_F_CAPABILITY, lw_view_c(location));
    lw_fact_set_c(f, x, LW_K_CAPABILITY, capability);
    lw_fact_set_c(f, x, LW_K_PHASE, phase);
    x->behavior = true;
    x->line = line;
    return x;
}

/* As a scan with --behavior sees it. */
static void full_behavior(struct lw_facts *f)
{
    static const char *const hosts[] = { "api.example.net", "eu.example.net", "us.example.net",
                                         "ap.example.net" };
    does(f, "network", "call", "python/requests/api.py", 12);
    does(f, "network", "call", "python/requests/adapters.py", 40);
    does(f, "network", "call", "python/lib/python3.12/site-packages/urllib3/util.py", 7);
    does(f, "process", "import", "nodejs/node_modules/@acme/tools/index.js", 3);
    struct lw_fact *x = lw_facts_add(f, LW_F_AWS_CALL, LW_VIEW("python/app/store.py"));
    lw_fact_set_c(f, x, LW_K_SERVICE, "s3");
    lw_fact_set_c(f, x, LW_K_ACTION, "PutObject");
    lw_fact_set_c(f, x, LW_K_PHASE, "call");
    x->behavior = true;
    for (size_t i = 0; i < LW_COUNT(hosts); i++) {
        x = lw_facts_add(f, LW_F_ENDPOINT, LW_VIEW("python/app/store.py"));
        lw_fact_set_c(f, x, LW_K_NAME, hosts[i]);
        lw_fact_set_c(f, x, LW_K_VALUE, hosts[i]);
        lw_fact_set_c(f, x, LW_K_CLASS, "other");
        x->behavior = true;
        x->line = 5;
    }
}

static void full_facts(struct lw_scan *s)
{
    struct lw_facts *f = &s->facts;
    struct lw_fact *x = lw_facts_add(f, LW_F_EXTENSION, LW_VIEW("extensions/notes.txt"));
    lw_fact_set_c(f, x, LW_K_NAME, "notes.txt");
    lw_fact_set_c(f, x, LW_K_KIND, "text");
    lw_fact_set_c(f, x, LW_K_EXECUTABLE, "no");
    x = lw_facts_add(f, LW_F_EXTENSION, LW_VIEW("extensions/telemetry-agent"));
    lw_fact_set_c(f, x, LW_K_NAME, "telemetry-agent");
    lw_fact_set_c(f, x, LW_K_KIND, "elf");
    lw_fact_set_c(f, x, LW_K_EXECUTABLE, "yes");
    x = lw_facts_add(f, LW_F_WRAPPER, LW_VIEW("wrap.sh"));
    lw_fact_set_c(f, x, LW_K_INTERPRETER, "/bin/bash");
    x = lw_facts_add(f, LW_F_COMPATIBILITY, LW_VIEW(""));
    lw_fact_set_c(f, x, LW_K_RUNTIME, "python3.11");
    lw_fact_set_c(f, x, LW_K_RUNTIME, "python3.12");
    lw_fact_set_c(f, x, LW_K_RUNTIME, "nodejs20.x");
    lw_fact_set_c(f, x, LW_K_ARCHITECTURE, "x86_64");
    x = lw_facts_add(f, LW_F_ELF, LW_VIEW("lib/libcrypto.so.1.1"));
    lw_fact_set_c(f, x, LW_K_MACHINE, "x86_64");
    lw_fact_set_c(f, x, LW_K_SONAME, "libcrypto.so.1.1");
    lw_fact_set_c(f, x, LW_K_NEEDED, "libdl.so.2");
    lw_fact_set_c(f, x, LW_K_NEEDED, "libc.so.6");
    lw_fact_set_c(f, x, LW_K_NX, "yes");
    x = lw_facts_add(f, LW_F_PRIVATE_KEY, LW_VIEW("python/app/config/deploy_key.pem"));
    lw_fact_set_c(f, x, LW_K_TYPE, "RSA");
    x->line = 3;
    x->offset = 120;
    x = lw_facts_add(f, LW_F_RUNTIME, LW_VIEW("bin/node"));
    lw_fact_set_c(f, x, LW_K_NAME, "node");
    lw_fact_set_c(f, x, LW_K_VERSION, "14.17.0");
    lw_facts_incomplete(f, LW_VIEW("java/lib/secret.zip!/payload.bin"), "LW_E_ENCRYPTED",
                        LW_VIEW("the entry is encrypted"));
    full_behavior(f);
    s->behavior = true;
}

static void full_findings(struct lw_scan *s)
{
    cvss(vulnerable(s, LW_SEVERITY_CRITICAL, "CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q",
                    "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", "2.15.0",
                    "Remote code injection in Log4j", "java/lib/app-all.jar"),
         "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100, 0.97565, true);
    struct lw_finding *f = finding(s, "private-key", LW_SEVERITY_CRITICAL,
                                   "RSA private key in python/app/config/deploy_key.pem",
                                   "python/app/config/deploy_key.pem", "BEGIN RSA PRIVATE KEY");
    f->line = 3;
    f->why = LW_VIEW("Everyone who may read the layer has the key, and every copy of it.");
    f->fix = LW_VIEW("Revoke the key, take it out of the layer and of its history, and read it "
                     "from a secret store at run time.");
    *LW_PUSH(&s->arena, &f->references) = LW_VIEW("https://attack.mitre.org/techniques/T1552/004/");
    *LW_PUSH(&s->arena, &f->references) = LW_VIEW("CWE-321");
    cvss(vulnerable(s, LW_SEVERITY_HIGH, "CVE-2023-43804", "GHSA-v845-jxx5-vc9f",
                    "pkg:pypi/urllib3@1.23", "1.26.17",
                    "urllib3's request body and Cookie header leak on cross-origin redirects",
                    "python/urllib3-1.23.dist-info/METADATA"),
         "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:N", 81, 0.0006, false);
    cvss(vulnerable(s, LW_SEVERITY_HIGH, "CVE-2020-8203", "GHSA-p6mc-m468-83gw",
                    "pkg:npm/lodash@4.17.15", "4.17.20", "Prototype pollution in lodash",
                    "nodejs/node_modules/lodash/package.json"),
         "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:H", 74, 0.0213, false);
    static const char *const weak[] = { "lib/liba.so", "lib/libb.so", "lib/libcrypto.so.1.1" };
    for (size_t i = 0; i < LW_COUNT(weak); i++) {
        f = finding(s, "elf-no-relro", LW_SEVERITY_MEDIUM, "Library without RELRO", weak[i],
                    "no PT_GNU_RELRO segment");
        f->fix = LW_VIEW("Link with -Wl,-z,relro,-z,now.");
    }
    (void)vulnerable(s, LW_SEVERITY_UNKNOWN, "GHSA-xxxx-yyyy-zzzz", "",
                     "pkg:npm/%40aws-sdk/client-s3@3.200.0", "", "An advisory without a score",
                     "nodejs/node_modules/@aws-sdk/client-s3/package.json");
    f = finding(s, "extension-not-executable", LW_SEVERITY_HIGH,
                "Extension notes.txt cannot be started: every start of the function fails",
                "extensions/notes.txt", "mode 100644");
    f->suppressed = true;
    f->suppressed_by = LW_VIEW("ignore.yaml: known, goes with the next version (until 2027-01-01)");
    f = vulnerable(s, LW_SEVERITY_MEDIUM, "CVE-2020-7598", "GHSA-vh95-rmgr-6w4m",
                   "pkg:npm/minimist@0.0.8", "0.2.1", "Prototype pollution in minimist",
                   "nodejs/node_modules/mkdirp/node_modules/minimist/package.json");
    cvss(f, "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N", 69, 0.002, false);
    f->suppressed = true;
    f->suppressed_by = LW_VIEW("vex.json: not_affected, code_not_reachable");
    f->vex_state = LW_VIEW("not_affected");
}

static void full(struct lw_scan *s)
{
    s->input = LW_VIEW("examples/example-layer.zip");
    full_packages(s);
    full_facts(s);
    full_findings(s);
    enum { FILES = 12 };
    file(s, FILES, "bin/node", LW_ENTRY_FILE, 0755, 71234567);
    file(s, FILES, "extensions/notes.txt", LW_ENTRY_FILE, 0644, 42);
    file(s, FILES, "extensions/telemetry-agent", LW_ENTRY_FILE, 0755, 8123456);
    file(s, FILES, "java/lib/app-all.jar", LW_ENTRY_FILE, 0644, 15123456);
    file(s, FILES, "lib/libcrypto.so", LW_ENTRY_SYMLINK, 0777, 16);
    file(s, FILES, "lib/libcrypto.so.1.1", LW_ENTRY_FILE, 0755, 3012345);
    file(s, FILES, "nodejs/node_modules/lodash/lodash.js", LW_ENTRY_FILE, 0644, 540123);
    file(s, FILES, "nodejs/node_modules/lodash/package.json", LW_ENTRY_FILE, 0644, 1234);
    file(s, FILES, "python/app/config/deploy_key.pem", LW_ENTRY_FILE, 0600, 1675);
    file(s, FILES, "python/requests/api.py", LW_ENTRY_FILE, 0644, 6253);
    file(s, FILES, "python/urllib3/request.py", LW_ENTRY_FILE, 0644, 5946);
    file(s, FILES, "wrap.sh", LW_ENTRY_FILE, 04755, 312);
    s->entries += 9;
    s->database = LW_VIEW("advisories.lwdb");
    s->database_utc_s = 1790000000;
    s->database_age_days = 57;
    s->database_old = true;
    s->database_advisories = 214332;
}

static void clean(struct lw_scan *s)
{
    s->input = LW_VIEW("clean.zip");
    struct lw_package *p = package(s, LW_ECO_PYPI, "six", "1.16.0",
                                   "python/six-1.16.0.dist-info/METADATA", "MIT");
    p->root = LW_VIEW("python");
    file(s, 1, "python/six.py", LW_ENTRY_FILE, 0644, 34549);
    s->database = LW_VIEW("advisories.lwdb");
}

/* Terminal control, markup, bidirectional controls, broken UTF-8, formulas: in every text. */
#define EVIL                                                                                       \
    "</script><script>alert(1)</script>\x1b[2J\x1b]0;x\x07\"'&<b>\xe2\x80\xae\xff\r\n|`*_[x](y)"

static void hostile(struct lw_scan *s)
{
    s->input = LW_VIEW("-" EVIL ".zip");
    struct lw_package *p = package(s, LW_ECO_NPM, "=cmd|' /C calc'!A0" EVIL, "1.0" EVIL,
                                   "nodejs/" EVIL, EVIL);
    p->evidence = LW_VIEW(EVIL);
    package(s, LW_ECO_NPM, "twice", "1.0.0", "a/package.json", "NOT A LICENSE (at all)");
    package(s, LW_ECO_NPM, "twice", "1.0.0", "b/package.json", "MIT OR");
    package(s, LW_ECO_GENERIC, "empty version", "", "c d/e%f#g?h", "(MIT AND (Zlib OR ISC))");
    struct lw_finding *f = vulnerable(s, LW_SEVERITY_CRITICAL, "CVE-" EVIL, "X-" EVIL,
                                      p->purl.len ? "pkg:npm/x@1" : "", "2.0" EVIL, EVIL,
                                      "nodejs/" EVIL);
    f->cvss_vector = LW_VIEW("CVSS:9.9/" EVIL);
    f->cvss_tenths = 98;
    f = finding(s, "rule-x", LW_SEVERITY_HIGH, "title " EVIL, "../../" EVIL, EVIL);
    f->line = UINT32_MAX;
    f->why = f->fix = LW_VIEW(EVIL);
    *LW_PUSH(&s->arena, &f->references) = LW_VIEW("javascript:alert(1)//" EVIL);
    f = finding(s, "rule-y", LW_SEVERITY_LOW, "suppressed " EVIL, "", "");
    f->suppressed = true;
    f->suppressed_by = LW_VIEW(EVIL);
    struct lw_fact *x = lw_facts_add(&s->facts, LW_F_EXTENSION, LW_VIEW("extensions/" EVIL));
    lw_fact_set_c(&s->facts, x, LW_K_NAME, EVIL);
    lw_fact_set_c(&s->facts, x, LW_K_DETAIL, "one");
    lw_fact_set_c(&s->facts, x, LW_K_DETAIL, "two");
    lw_facts_incomplete(&s->facts, LW_VIEW(EVIL), "LW_E_FORMAT", LW_VIEW(EVIL));
    lw_facts_incomplete(&s->facts, LW_VIEW(""), "LW_E_LIMIT", LW_VIEW("over a limit"));
    file(s, 3, "../../etc/passwd", LW_ENTRY_FILE, 0644, 0);
    file(s, 3, EVIL, LW_ENTRY_FILE, 06777, 300000000);
    file(s, 3, "a//b/./c", LW_ENTRY_OTHER, 0600, 1);
    s->files[1].have_sha256 = false;
}

void sample_scan(struct lw_scan *out, enum sample which)
{
    *out = (struct lw_scan){ .arena = LW_ARENA_INIT, .is_zip = true, .zip_bytes = 31234567 };
    out->facts = lw_facts(&out->arena);
    if (which == SAMPLE_FULL)
        full(out);
    else if (which == SAMPLE_CLEAN)
        clean(out);
    else
        hostile(out);
    out->zip_digest = lw_sha256(out->input);
    out->content_digest = lw_sha256(LW_VIEW("manifest"));
    out->have_zip_digest = out->have_content_digest = which != SAMPLE_HOSTILE;
}
