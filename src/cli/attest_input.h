/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/attest_input.h - the artifact of an `attest` verb: its digests, out of a confined process.
 */
#ifndef LW_CLI_ATTEST_INPUT_H
#define LW_CLI_ATTEST_INPUT_H

#include "attest/statement.h"
#include "cli/common.h"
#include "cli/inputs.h"

/* Both digests of an artifact, in this process. err: as lw_manifest_make(). */
LW_NODISCARD lw_status lw_attest_identify(struct lw_identity *out, const struct lw_input *input,
                                          const struct lw_args *args, struct lw_arena *arena,
                                          struct lw_err *err);

/* The same in a confined child process, so that what parses the artifact never sees a key; with
 * `bom`, a CycloneDX document of the artifact is put there. Returns an exit code; what went wrong
 * was said on stderr. */
int lw_attest_look(struct lw_identity *out, struct lw_buf *bom, const char *operand,
                   const struct lw_args *args, struct lw_arena *arena);

/* Writes a file whole or not at all, or to standard output where `path` is NULL or "-". */
LW_NODISCARD lw_status lw_attest_put(const char *path, struct lw_view text, struct lw_err *err);

#endif
