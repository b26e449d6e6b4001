/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/peak.c - runs a command and says how long it took and how much memory it had at most.
 *
 *     peak FILE COMMAND [ARG]...     writes "SECONDS BYTES" to FILE, exits as the command did
 *
 * A small program of its own, since a process inherits the peak of the one that started it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: peak FILE COMMAND [ARG]...\n", stderr);
        return 2;
    }
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("peak");
        return 126;
    }
    double seconds = now() - start;
    FILE *out = fopen(argv[1], "w");
    if (!out || fprintf(out, "%.6f %lld\n", seconds, (long long)usage.ru_maxrss * 1024) < 0 ||
        fclose(out) != 0) {
        perror(argv[1]);
        return 126;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
