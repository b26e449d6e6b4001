/* SPDX-License-Identifier: Apache-2.0
 *
 * telemetry.c - the native library of the example layer: writes one line when it is loaded.
 *
 * tools/make-example builds it carelessly on purpose (executable stack, no RELRO, a search path on
 * its builder's disk), as one finds them in real layers.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

__attribute__((constructor)) static void loaded(void)
{
    char line[96];
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    snprintf(line, sizeof line, "telemetry: loaded at %lld.%03ld", (long long)now.tv_sec,
             now.tv_nsec / 1000000);
    if (strlen(line) > 0)
        fprintf(stderr, "%s\n", line);
}
