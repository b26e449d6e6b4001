/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/config_value.h - what a value of a configuration means, whatever its key is.
 *
 * A value that a variable fills may be anything, and is taken for what is asked for.
 * Owns:    nothing.
 */
#ifndef LW_ANALYZE_CONFIG_VALUE_H
#define LW_ANALYZE_CONFIG_VALUE_H

#include "base/view.h"

enum lw_config_test {
    LW_TEST_ANY,          /* something */
    LW_TEST_YES,          /* turns on what its key says */
    LW_TEST_NO,           /* turns it off */
    LW_TEST_ELSEWHERE,    /* a server that is neither AWS's nor a public registry */
    LW_TEST_REMOTE,       /* such a server, and not this machine */
    LW_TEST_LOCAL,        /* a server on this machine */
    LW_TEST_SECTION,      /* its section names a server: [url "https://acme.example/"] */
    LW_TEST_OUTSIDE,      /* a path that is neither of the layer nor of the system */
    LW_TEST_WRITABLE,     /* a path in a folder that anyone may fill */
    LW_TEST_SHELL,        /* a line for a shell: "!sh -c ..." */
    LW_TEST_OLD_TLS,      /* a version before TLS 1.2, or any */
    LW_TEST_WEAK_CIPHERS, /* of SSL_CTX_set_cipher_list() */
    LW_TEST_UNSAFE,       /* of SSL_CONF_cmd(), "Options" */
    LW_TEST_CREDENTIALS,  /* names a variable of AWS's credentials: ${env:AWS_SESSION_TOKEN} */
    LW_TEST_ENVIRON_FILE, /* takes in a file of /proc: ${file:/proc/self/environ} */
    LW_TEST_ENVIRON_GLOB, /* a pattern that finds the environment of processes */
    LW_TEST_FETCHED,      /* takes in what a server answers: ${https://acme.example/x} */
    LW_TEST_EVERYWHERE,   /* an address at which the whole network is listened to */
};

bool lw_config_value(enum lw_config_test test, struct lw_view value, bool bare);

#endif
