/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/version.c - what this program is made of.
 */
#include <openssl/opensslv.h>
#include <yyjson.h>

#include "cli/verb.h"

static int run(const struct lw_args *args)
{
    (void)args;
    printf("layerward %s\n", LW_VERSION);
    puts(OPENSSL_VERSION_TEXT);
    printf("yyjson %s\n", YYJSON_VERSION_STRING);
    return LW_EXIT_CLEAN;
}

const struct lw_verb lw_verb_version = {
    .name = "version",
    .summary = "print the versions of this program and of its libraries",
    .run = run,
};
