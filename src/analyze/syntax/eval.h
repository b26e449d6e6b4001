/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/eval.h - inside of the evaluator: what it keeps, and how its files call one another.
 *
 * Code is walked in the order in which it would run: a module from top to bottom, functions of the
 * file where they are called, with what they are called with; and at last those that nobody in the
 * file calls. What is known of values is followed (value.h); both sides of a branch are taken.
 *
 * Trusts:  nothing. Work is counted in steps, a function is not entered anew while it is active,
 *          and past the budget calls are no longer entered: the result is the same each time.
 */
#ifndef LW_ANALYZE_SYNTAX_EVAL_H
#define LW_ANALYZE_SYNTAX_EVAL_H

#include "analyze/syntax/catalog.h"
#include "analyze/syntax/emit.h"

struct lw_bindings {
    uint64_t *keys; /* 0: free */
    struct lw_value *values;
    size_t count, capacity;
};

enum { LW_EVAL_ARGS = 24, LW_EVAL_NESTED = 3 };

struct lw_args {
    struct lw_value items[LW_EVAL_ARGS];
    uint32_t names[LW_EVAL_ARGS]; /* of a keyword argument, or 0 */
    uint32_t nodes[LW_EVAL_ARGS];
    size_t count;
    struct lw_value all; /* where any of them is from */
};

struct lw_eval_function {
    bool active, done;
    struct lw_value result; /* of the last time it was done */
    struct lw_value table;  /* of modules, which it loads by its first parameter (bundle.c) */
};

/* A file that is written, or loaded, or both (written.h). */
struct lw_written {
    struct lw_view key, symbol; /* what names it; what loads it */
    uint32_t from;
    uint32_t line, node; /* where it is written; where it is loaded, or 0 */
    unsigned sink;
};

struct lw_eval {
    struct lw_ir *ir;
    struct lw_emit *emit;
    struct lw_arena arena;
    struct lw_bindings bindings;
    struct lw_eval_function *functions;
    struct lw_value result; /* what the present function returns so far */
    struct lw_value fed;    /* of a shell: what the present command reads */
    uint32_t function;      /* the present one */
    uint32_t self;          /* the class whose method runs: its number, or 0 */
    uint32_t body;          /* the class whose body is being walked, or 0 */
    const char *phase;      /* "import" or "call" */
    unsigned branches;      /* around the present node, in the present function */
    unsigned maybe;         /* calls around that may not be made, or are made by others, later */
    unsigned depth, nested; /* of evaluation; of code in texts of code */
    uint64_t steps, steps_inline;
    uint64_t made_bytes; /* see budget.h */
    bool too_deep, too_much;
    enum { LW_UNSET_NOT_ASKED, LW_UNSET_ENDS, LW_UNSET_IS_EMPTY } unset; /* of a shell: set -u */
    bool socket;                 /* of a shell: a descriptor of its own leads to a server */
    struct lw_view wildcards[8]; /* from x import * */
    size_t wildcard_count;
    struct lw_written written[32];
    size_t written_count;
    struct lw_view opened; /* the key of the file that was opened last to be written */
    uint32_t opened_node;
    struct lw_view stranger; /* the server that a call of a client named itself last, */
    uint32_t stranger_node;  /* and that call; 0: none did */
    struct lw_map bundled;   /* of a bundle: where in `modules` one is that was loaded, from 1 */
    struct lw_values modules;
};

/* The symbols of a module, and of a member of it, whose names are decided when the code runs. */
#define LW_ANY_MODULE LW_VIEW("?")
#define LW_ANY_MEMBER LW_VIEW("?.?")
/* sys.modules[__name__] */
#define LW_THIS_MODULE LW_VIEW("?this")

struct lw_value lw_eval(struct lw_eval *e, uint32_t node);
struct lw_place lw_eval_place(const struct lw_eval *e, uint32_t node);
/* A node as it is written, without blanks around it. */
struct lw_view lw_eval_source(const struct lw_eval *e, uint32_t node);
void lw_say(struct lw_eval *e, uint32_t node, enum lw_capability capability, struct lw_view name,
            struct lw_view value, bool hidden);

/* All children from `node` on, in order; what any of them is from. */
struct lw_value lw_eval_rest(struct lw_eval *e, uint32_t node);

/* scope.c */
struct lw_value *lw_scope_slot(struct lw_eval *e, uint32_t scope, uint32_t id);
struct lw_value *lw_scope_find(struct lw_eval *e, uint32_t id); /* NULL where it is not bound */
uint32_t lw_scope_of(struct lw_eval *e, uint32_t id); /* of the function that has it; else 0 */
struct lw_value lw_scope_name(struct lw_eval *e, uint32_t id);
void lw_scope_set(struct lw_eval *e, uint32_t scope, uint32_t id, struct lw_value value);
struct lw_value *lw_scope_member(struct lw_eval *e, uint32_t class, uint32_t id, bool make);
/* A member that a function was given; NULL: none of that name. */
const struct lw_value *lw_scope_of_function(struct lw_eval *e, uint32_t function,
                                            struct lw_view name);
void lw_scope_clear(struct lw_bindings *bindings);
enum { LW_SCOPE_CLASS = 1u << 31, LW_SCOPE_FUNCTION = 1u << 30 }; /* of members */

/* class.c: members that a class has or was given by the classes of the file that it is made
 * from; the symbol that those begin with; the base of the present method's class, an instance of
 * it. */
struct lw_value lw_eval_class(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node);
const struct lw_value *lw_class_find(struct lw_eval *e, uint32_t class, uint32_t id);
struct lw_value lw_class_outer(struct lw_eval *e, uint32_t class);
struct lw_value lw_class_base(struct lw_eval *e);
struct lw_value lw_class_super(struct lw_eval *e);

/* assign.c; `lw_joined` is "object.name". */
struct lw_view lw_joined(struct lw_eval *e, struct lw_view object, struct lw_view name);
void lw_assign(struct lw_eval *e, uint32_t target, struct lw_value value, bool declares);
struct lw_value lw_member(struct lw_eval *e, struct lw_value object, struct lw_view name,
                          uint32_t node);

/* patch.c: something is put in the place of a module's member, or of each of the maps and names
 * that are given from argument `first` on; by Object.defineProperties; by a method of a module's
 * members, vars(x).update(); by x.__dict__ |= { ... }. */
void lw_patch(struct lw_eval *e, struct lw_view symbol, struct lw_value value, uint32_t node);
void lw_patch_all(struct lw_eval *e, struct lw_view object, const struct lw_args *args,
                  size_t first, uint32_t node);
void lw_patch_properties(struct lw_eval *e, const struct lw_args *args, uint32_t node);
void lw_patch_method(struct lw_eval *e, const struct lw_value *object, struct lw_view method,
                     const struct lw_args *args, uint32_t node);
void lw_patch_merged(struct lw_eval *e, uint32_t target, const struct lw_value *object,
                     const struct lw_value *value);

/* What a value holds when it leaves the hands of the code that is seen: the whole environment
 * where it is `os.environ`. */
struct lw_value lw_used(struct lw_eval *e, struct lw_value value, uint32_t node);
struct lw_value lw_env_read(struct lw_eval *e, struct lw_view variable, uint32_t node);
void lw_env_write(struct lw_eval *e, struct lw_view variable, const struct lw_value *value,
                  uint32_t node);

/* call.c */
struct lw_value lw_eval_call(struct lw_eval *e, uint32_t node);
struct lw_value lw_call_value(struct lw_eval *e, struct lw_value callee, struct lw_args *args,
                              uint32_t node, bool made);

/* callback.c: functions that are given as values. A method that calls them, now or later; the
 * calls, with what stands behind each, or with `given`; where nobody knows whether, with all the
 * rest. */
bool lw_invokes(struct lw_view method);
struct lw_value lw_invoke(struct lw_eval *e, const struct lw_args *args, struct lw_value given,
                          uint32_t node);
void lw_call_references(struct lw_eval *e, const struct lw_args *args, uint32_t node);
/* Object.defineProperty(config, "credentials", { set(v) { ... } }): whoever sets them hands them
 * over. */
void lw_setter(struct lw_eval *e, const struct lw_args *args, uint32_t node);
/* WebAssembly.instantiate(code, { env: { get: () => ... } }): what the code may call gives it what
 * that gives. A system that is handed to it as a whole (WASI) is how it is always run. */
void lw_imported(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                 uint32_t node);

/* function.c: what the nodes from `node` on hand over; one of them by place or by keyword. */
struct lw_value lw_call_function(struct lw_eval *e, struct lw_value callee, struct lw_args *args);
void lw_args_eval(struct lw_eval *e, struct lw_args *args, uint32_t node);
void lw_args_add(struct lw_args *args, struct lw_value value, uint32_t name, uint32_t node);
/* Those of another call from `first` on, of lists their items where they are `listed`; what a map
 * holds, by keyword: f(**{"a": 1}) is f(a=1). */
void lw_args_add_from(struct lw_args *out, const struct lw_args *args, size_t first, bool listed);
void lw_args_add_pairs(struct lw_eval *e, struct lw_args *args, const struct lw_value *map,
                       uint32_t node);
const struct lw_value *lw_arg(const struct lw_eval *e, const struct lw_args *args, size_t index,
                              const char *keyword);

/* known.c */
struct lw_value lw_call_known(struct lw_eval *e, const struct lw_known *known,
                              struct lw_view symbol, struct lw_args *args, uint32_t node,
                              bool hidden);
void lw_sink(struct lw_eval *e, unsigned capability, struct lw_value all, struct lw_view name,
             uint32_t node);

/* Modules that most others import: `shutil.os` is os. */
bool lw_is_shared_module(struct lw_view name);

/* setting.c: an argument, a key or a member that is set, whose value stands at `node`; options of
 * an interpreter that load nothing; variables that are set together; a comparison
 * of secrets, the settings of an AWS client. */
void lw_setting(struct lw_eval *e, struct lw_view name, const struct lw_value *value,
                uint32_t node);
bool lw_is_tls_name(struct lw_view name); /* also of a variable */
bool lw_harmless_options(const struct lw_eval *e, struct lw_view text, uint32_t node);
void lw_env_update(struct lw_eval *e, const struct lw_args *args, size_t first, uint32_t node);
void lw_compare(struct lw_eval *e, const struct lw_args *args, struct lw_view symbol,
                uint32_t node);
void lw_aws_setting(struct lw_eval *e, const struct lw_args *args, uint32_t node);

/* steer.c: marshal.loads() of what was decoded; pickle.load() of a file that is data, which many
 * have; where data decides what is started, run or loaded (LW_DO_RUN; LW_DO_LOAD, LW_DO_BUILD,
 * LW_DO_YAML); what is logged, and how long code waits; the parameter of a function that nobody of
 * the file calls; what a handler answers, and a formatter hands to the log. */
void lw_unpack(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args, uint32_t node);
void lw_start(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args, uint32_t node);
void lw_run_data(struct lw_eval *e, const struct lw_known *known, struct lw_view symbol,
                 const struct lw_args *args, uint32_t node);
void lw_log(struct lw_eval *e, struct lw_view callee, const struct lw_args *args, uint32_t node);
struct lw_value lw_unasked(struct lw_eval *e, struct lw_view name, uint32_t node);
void lw_answer(struct lw_eval *e, const struct lw_ir_node *function, uint32_t node,
               struct lw_value answer);

/* fold.c: false where it is no method that is known of such a value. */
bool lw_fold_method(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                    struct lw_view method, struct lw_args *args);
bool lw_fold_does(struct lw_eval *e, struct lw_value *out, enum lw_does does,
                  const struct lw_args *args);
struct lw_value lw_fold_join(struct lw_eval *e, const struct lw_value *items, size_t count,
                             struct lw_view between);
struct lw_value lw_fold_binary(struct lw_eval *e, uint8_t op, struct lw_value a, struct lw_value b);
struct lw_value lw_fold_index(struct lw_eval *e, struct lw_value object, struct lw_value key);
struct lw_value lw_fold_slice(struct lw_eval *e, struct lw_value object,
                              const struct lw_value part[3]);

/* aws.c */
struct lw_value lw_aws_client(struct lw_eval *e, const struct lw_args *args, uint32_t node);
bool lw_aws_call(struct lw_eval *e, struct lw_view symbol, struct lw_args *args, uint32_t node,
                 bool made, struct lw_value *out);
struct lw_view lw_aws_action(struct lw_arena *arena, struct lw_view method); /* "PutObject" */
void lw_aws_command(struct lw_eval *e, const struct lw_args *args, uint32_t node);

/* text.c: what a constant text gives away by itself. */
void lw_notice_text(struct lw_eval *e, struct lw_view text, bool computed, uint32_t node);
uint32_t lw_text_from(struct lw_view text); /* as an address or a path that is read */
uint32_t lw_file_from(struct lw_view path); /* as a file of code, or of data by its name */
bool lw_secret_path(struct lw_view path);

/* shell.c */
struct lw_value lw_shell_variable(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node);
struct lw_value lw_shell_command(struct lw_eval *e, uint32_t node);

/* destination.c: the arguments of a call of AWS that say where data goes; the thing that is named
 * before it is called; what a variable is taken for where it is not set. */
void lw_destinations(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                     uint32_t node);
void lw_destination(struct lw_eval *e, struct lw_view kind, struct lw_view name,
                    const struct lw_value *value, uint32_t node);
void lw_default(struct lw_eval *e, struct lw_view variable, const struct lw_value *value,
                uint32_t node);

/* logging.handlers.HTTPHandler("host", "/"): all that is logged goes there. */
void lw_log_place(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                  uint32_t node);

struct lw_view lw_account_in(struct lw_view text); /* of an ARN or a queue; "" for none */

/* sharing.c: a constant text that names who is let in; a method that writes who may do what. */
void lw_sharing_text(struct lw_eval *e, struct lw_view text, uint32_t node);
/* A list with recipients of mail in it; what is set by name; what a call adds to a list. */
void lw_sharing_added(struct lw_eval *e, const struct lw_value *list, uint32_t node);
void lw_sharing_setting(struct lw_eval *e, struct lw_view name, const struct lw_value *value,
                        uint32_t node);
void lw_sharing_list(struct lw_eval *e, uint32_t node);
void lw_sharing_call(struct lw_eval *e, struct lw_view method, uint32_t node);

/* shown.c: the environment as part of a text, or as a member; what is printed (`terminal`: and not
 * by a logger that may be off); what a call makes of secrets; what is put into a header. */
void lw_shown_piece(struct lw_eval *e, const struct lw_value *piece, uint32_t piece_node,
                    uint32_t node);
void lw_shown_member(struct lw_eval *e, struct lw_view key, uint32_t value_node,
                     const struct lw_value *value);
void lw_shown_printed(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                      bool terminal, uint32_t node);
void lw_shown_call(struct lw_eval *e, struct lw_view callee, const struct lw_args *args,
                   uint32_t node);
void lw_shown_header(struct lw_eval *e, const struct lw_value *value, uint32_t node);

/* bundle.c: notes a table of modules that the present function has an item of, by `key`; what the
 * function that loads them gives where it is called while it runs. False: it is none. */
void lw_bundle_table(struct lw_eval *e, const struct lw_value *table, uint32_t key);
bool lw_bundle_load(struct lw_eval *e, struct lw_value *out, const struct lw_value *loader,
                    uint32_t function, const struct lw_args *args);

/* request.c: what a node reads of a request that somebody made; LW_FROM_NOWHERE: nothing. */
uint32_t lw_request_gives(const struct lw_eval *e, const struct lw_ir_node *n);

/* vault.c: what a call of a store of secrets gives; parts of it that tell nothing; what a call
 * shows of it; what proves who one is, in an address; an object of keys as a whole. */
uint32_t lw_vault_gives(const struct lw_eval *e, uint32_t node);
bool lw_vault_harmless(struct lw_view part);
void lw_vault_shown(struct lw_eval *e, struct lw_view method, const struct lw_args *args,
                    uint32_t node);
void lw_vault_query(struct lw_eval *e, uint32_t piece, uint32_t node);
bool lw_vault_keys(struct lw_eval *e, uint32_t node, unsigned depth);

/* stranger.c: what a call hands to a server that the code itself names, or puts into a name that is
 * looked up (`lookup`); `part`: to the one that was named before. */
void lw_stranger(struct lw_eval *e, bool lookup, bool part, const struct lw_args *args,
                 uint32_t node);

/* server.c: the server that a call talks to; what is put into an object; what is put into a header;
 * functions that an SDK calls with each request. */
void lw_server(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args, uint32_t node);
void lw_kept(struct lw_eval *e, const struct lw_value *object, struct lw_view name,
             const struct lw_value *value, uint32_t node);
void lw_header(struct lw_eval *e, uint32_t target, uint32_t node, const struct lw_value *value);
void lw_hook(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args, uint32_t node);

/* own.c: what holds the names of the module; what a function of the file made; what is put among
 * those names, or those of a class of the file; what is called with them. */
bool lw_is_own(const struct lw_value *v);
void lw_own_made(struct lw_value *made, const struct lw_args *args);
void lw_own_put(struct lw_eval *e, const struct lw_value *object, const struct lw_value *key,
                const struct lw_value *value, uint32_t node);
void lw_own_call(struct lw_eval *e, struct lw_value *out, struct lw_view symbol,
                 const struct lw_args *args, uint32_t node);

/* guard.c: what the code guards, and how. */
void lw_guards(struct lw_eval *e);

/* nested.c: code in a text. */
void lw_eval_nested(struct lw_eval *e, enum lw_language language, struct lw_view text,
                    uint32_t node);

#endif
