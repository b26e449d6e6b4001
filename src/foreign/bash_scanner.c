/* SPDX-License-Identifier: Apache-2.0
 *
 * foreign/bash_scanner.c - the scanner of tree-sitter-bash, with its state kept within bounds.
 *
 * The parser gives 1,024 bytes for the state. The scanner counts three bytes less for each
 * here-document than it writes (its delimiter's length is not among them), and may write behind
 * their end. A state that does not fit is left out: an empty one is what the scanner itself gives
 * where it sees that it does not fit. Compiled with the grammar (meson.build), not with ours.
 */
#define tree_sitter_bash_external_scanner_serialize serialize_anyhow
#include <scanner.c>
#undef tree_sitter_bash_external_scanner_serialize

unsigned tree_sitter_bash_external_scanner_serialize(void *payload, char *state);

unsigned tree_sitter_bash_external_scanner_serialize(void *payload, char *state)
{
    char room[2 * TREE_SITTER_SERIALIZATION_BUFFER_SIZE];
    unsigned size = serialize_anyhow(payload, room);
    if (size > TREE_SITTER_SERIALIZATION_BUFFER_SIZE)
        return 0;
    memcpy(state, room, size);
    return size;
}
