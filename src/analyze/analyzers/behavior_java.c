/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/behavior_java.c - what classes of Java do, and what a jar has the virtual machine load
 * by itself: agents, and providers of its own services.
 *
 * Spec: java.lang.instrument (manifest of an agent), java.util.ServiceLoader.
 */
#include "analyze/analyzer.h"
#include "analyze/class_file.h"
#include "analyze/java_code.h"

static enum lw_want wants(const struct lw_file *file)
{
    const bool java = lw_view_ends_nocase(file->path, LW_VIEW(".class")) ||
                      lw_view_is(file->path, "META-INF/MANIFEST.MF") ||
                      lw_view_starts(file->path, LW_VIEW("META-INF/services/java."));
    return java ? LW_WANT_YES : LW_WANT_NO;
}

static void tell(struct lw_facts *out, const struct lw_file *file, const char *kind,
                 struct lw_view name)
{
    struct lw_fact *fact = lw_facts_add(out, LW_F_STARTUP, file->location);
    lw_fact_set_c(out, fact, LW_K_KIND, kind);
    lw_fact_set(out, fact, LW_K_NAME, name);
}

/* That of Premain-Class is loaded only where an option of the virtual machine names its jar. */
static void tell_agents(struct lw_facts *out, const struct lw_file *file)
{
    const struct lw_view key = LW_VIEW("Launcher-Agent-Class:");
    struct lw_view line, rest = file->bytes;
    while (lw_view_line(&line, &rest))
        if (lw_view_starts_nocase(line, key))
            tell(out, file, "java-agent", lw_view_trim(lw_view_from(line, key.len)));
}

/* Of services that the class library itself looks for, without being asked by name. */
static void tell_providers(struct lw_facts *out, const struct lw_file *file)
{
    static const char *const services[] = {
        "java.nio.file.spi.FileTypeDetector",
        "java.nio.file.spi.FileSystemProvider",
        "java.net.spi.InetAddressResolverProvider",
        "java.net.spi.URLStreamHandlerProvider",
        "java.nio.charset.spi.CharsetProvider",
        "java.security.Provider",
        "java.lang.System$LoggerFinder",
        "java.util.spi.ResourceBundleControlProvider",
    };
    struct lw_view line, rest = file->bytes;
    if (!LW_VIEW_IN(lw_path_base(file->path), services))
        return;
    while (lw_view_line(&line, &rest)) {
        line = lw_view_trim(lw_view_sub(line, 0, lw_view_find_byte(line, '#')));
        if (line.len)
            tell(out, file, "java-provider", line);
    }
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    if (lw_view_starts(file->path, LW_VIEW("META-INF/services/"))) {
        tell_providers(out, file);
        return LW_OK;
    }
    if (lw_view_is(file->path, "META-INF/MANIFEST.MF")) {
        tell_agents(out, file);
        return LW_OK;
    }
    return lw_class_magic(file->bytes) ? lw_java_code(out, file, err) : LW_OK;
}

const struct lw_analyzer lw_analyzer_behavior_java = {
    .name = "behavior-java",
    .what = "what classes of Java can do: network, programs, credentials, AWS calls, flows",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_CAPABILITY) | LW_F_BIT(LW_F_AWS_CALL) | LW_F_BIT(LW_F_FLOW) |
             LW_F_BIT(LW_F_STARTUP),
    .wants = wants,
    .file = file,
};
