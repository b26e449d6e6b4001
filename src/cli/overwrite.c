/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/overwrite.c - a file that is written must not be one that is read: a report in place of the
 * layer, a signature in place of the key that made it.
 */
#include <sys/stat.h>

#include "cli/verb.h"

static bool is_written(const struct lw_arg *arg)
{
    return arg->option && arg->option->values && strcmp(arg->option->values, "@output") == 0;
}

/* Operands, and options whose value is a path. */
static bool is_read(const struct lw_arg *arg)
{
    const char *values = arg->option ? arg->option->values : "@file";
    return arg->value && values && (strcmp(values, "@file") == 0 || strcmp(values, "@dir") == 0);
}

lw_status lw_cli_check_written(const struct lw_args *args, struct lw_err *err)
{
    for (size_t i = 0; i < args->count; i++) {
        const struct lw_arg *out = &args->items[i];
        struct stat written, read;
        if (!is_written(out) || stat(out->value, &written) != 0 || !S_ISREG(written.st_mode))
            continue;
        for (size_t k = 0; k < args->count; k++) {
            const struct lw_arg *in = &args->items[k];
            bool same = is_read(in) && stat(in->value, &read) == 0 &&
                        read.st_dev == written.st_dev && read.st_ino == written.st_ino;
            LW_ENSURE(!same, err, LW_E_USAGE, 0,
                      "--%s %s would overwrite what %s%s names: write to another file",
                      out->option->name, out->value, in->option ? "--" : "",
                      in->option ? in->option->name : "an operand");
        }
    }
    return LW_OK;
}
