/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/runtime_own.c - names that the runtimes have themselves.
 */
#include "analyze/runtime_own.h"

#include "analyze/layer_paths.h"

struct named {
    const char *name;
    struct lw_own own;
};

static bool find(struct lw_own *out, struct lw_view name, const struct named *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct lw_view each = lw_view_c(items[i].name);
        bool prefix = lw_view_ends(each, LW_VIEW("*"));
        if (prefix ? !lw_view_starts(name, lw_view_sub(each, 0, each.len - 1))
                   : !lw_view_eq(name, each))
            continue;
        *out = items[i].own;
        return true;
    }
    return false;
}

bool lw_python_own(struct lw_own *out, struct lw_view module)
{
    static const struct named items[] = {
        { "boto3", { "sdk", "python runtimes" } },
        { "botocore", { "sdk", "python runtimes" } },
        { "s3transfer", { "sdk", "python runtimes" } },
        { "jmespath", { "library", "python runtimes" } },
        { "dateutil", { "library", "python runtimes" } },
        { "urllib3", { "library", "python runtimes" } },
        { "six", { "library", "python runtimes" } },
        { "simplejson", { "library", "python runtimes" } },
        { "awslambdaric", { "client", "python runtimes" } },
        { "lambda_runtime_client", { "client", "python runtimes" } },
        { "runtime_client", { "client", "python runtimes" } },
        { "bootstrap", { "client", "python runtimes" } },
        { "snapshot_restore_py", { "client", "python3.12 and later" } },
    };
    if (find(out, module, items, LW_COUNT(items)))
        return true;
    *out = (struct lw_own){ "standard", "Python's standard library" };
    return lw_python_stdlib_has(module);
}

bool lw_node_own(struct lw_own *out, struct lw_view package)
{
    static const struct named items[] = {
        { "aws-sdk", { "sdk", "nodejs16.x and earlier" } },
        { "@aws-sdk/*", { "sdk", "nodejs18.x and later" } },
        { "@smithy/*", { "sdk", "nodejs18.x and later" } },
        { "@aws-crypto/*", { "sdk", "nodejs18.x and later" } },
        { "@aws/*", { "sdk", "nodejs18.x and later" } },
        { "aws-lambda-ric", { "client", "nodejs runtimes" } },
    };
    if (find(out, package, items, LW_COUNT(items)))
        return true;
    *out = (struct lw_own){ "standard", "Node.js itself" };
    return lw_node_builtin_has(package);
}

bool lw_ruby_own(struct lw_own *out, struct lw_view gem)
{
    static const struct named items[] = {
        { "aws-sdk", { "sdk", "ruby runtimes" } },
        { "aws-sdk-*", { "sdk", "ruby runtimes" } },
        { "aws-sigv4", { "sdk", "ruby runtimes" } },
        { "aws-partitions", { "sdk", "ruby runtimes" } },
        { "aws-eventstream", { "sdk", "ruby runtimes" } },
        { "aws_lambda_ric", { "client", "ruby runtimes" } },
    };
    return find(out, gem, items, LW_COUNT(items));
}

bool lw_java_own(struct lw_own *out, struct lw_view artifact)
{
    static const struct named items[] = {
        { "aws-lambda-java-core", { "client", "java runtimes" } },
        { "aws-lambda-java-serialization", { "client", "java runtimes" } },
        { "aws-lambda-java-runtime-interface-client", { "client", "java runtimes" } },
    };
    return find(out, artifact, items, LW_COUNT(items));
}
