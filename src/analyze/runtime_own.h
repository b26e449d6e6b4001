/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/runtime_own.h - what Lambda's runtimes bring along themselves, by name.
 *
 * Spec:    https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html and the runtimes'
 *          base images.
 */
#ifndef LW_ANALYZE_RUNTIME_OWN_H
#define LW_ANALYZE_RUNTIME_OWN_H

#include "base/view.h"

struct lw_own {
    const char *kind;  /* "sdk", "client" (talks to the runtime API), "library", "standard" */
    const char *where; /* "python runtimes", "nodejs18.x and later" */
};

/* Whether a runtime has a module (package, gem) of that name itself. */
bool lw_python_own(struct lw_own *out, struct lw_view module);
bool lw_node_own(struct lw_own *out, struct lw_view package);
bool lw_ruby_own(struct lw_own *out, struct lw_view gem);
bool lw_java_own(struct lw_own *out, struct lw_view artifact);

#endif
