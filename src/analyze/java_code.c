/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/java_code.c - two walks over a class: what its methods do and whom they call, then facts.
 */
#include "analyze/java_code.h"

#include "analyze/java_mark.h"
#include "analyze/syntax/emit.h"
#include "analyze/syntax/variable.h"

static uint64_t bit_of(unsigned capability)
{
    return 1ull << capability;
}

enum { CREDENTIALS_MOST = 64, NAME_BYTES = 256, TOLD_MOST = 2000 }; /* of a class */

/* The methods of one name, with the lambdas that they are written with. */
struct node {
    uint64_t does; /* capabilities, by 1 << LW_C_... */
    uint32_t from; /* enum lw_from: secrets that it reads */
    uint32_t read_line, talk_at;
    size_t talk_method;
    struct lw_class_member talk;
    bool import, begins;
};

struct edge {
    size_t from, to;
};

struct java {
    struct lw_class_file class;
    struct lw_java_marks marks;
    struct lw_map names; /* of methods */
    struct node *nodes;
    size_t *node_of; /* by method */
    struct {
        struct edge *items;
        size_t count, capacity;
    } edges;
    struct lw_arena arena;
    struct lw_emit emit;
    struct lw_map joined; /* pairs of methods that are among the edges */
    uint64_t said[2];     /* by phase */
    size_t credentials, told;
};

/* "send" of "lambda$send$0": "static" and "new" there are the initialisers. */
static struct lw_view written_in(struct lw_view name)
{
    const struct lw_view lead = LW_VIEW("lambda$");
    name = lw_view_sub(name, 0, NAME_BYTES);
    if (!lw_view_starts(name, lead))
        return name;
    name = lw_view_from(name, lead.len);
    name = lw_view_sub(name, 0, lw_view_rfind_byte(name, '$'));
    return lw_view_is(name, "static") ? LW_VIEW("<clinit>")
           : lw_view_is(name, "new")  ? LW_VIEW("<init>")
                                      : name;
}

/* What stands on the stack, as far as it is a text that the class has. */
struct walk {
    struct lw_reader code;
    struct lw_instruction now;
    struct lw_class_member member; /* that it names */
    const struct lw_java_call *row;
    struct lw_view text;
    uint32_t place; /* enum lw_from: of what the text is the place */
    bool calls, service, decoded;
};

/* The next instruction that names a member; what the last one left is forgotten. */
static bool next(struct walk *w, const struct java *j)
{
    const struct lw_view string = LW_VIEW(")Ljava/lang/String;");
    if (w->calls && (w->row || lw_view_ends(w->member.descriptor, string)))
        w->text = LW_VIEW_NONE;
    w->decoded = w->decoded || (w->row && w->row->capability == LW_C_DECODE);
    w->row = NULL;
    w->calls = w->service = false;
    while (lw_class_instruction(&w->now, &w->code)) {
        const unsigned constant = w->now.constant;
        if (w->now.code == LW_JVM_INVOKEDYNAMIC)
            w->text = LW_VIEW_NONE;
        if (!constant)
            continue;
        if (w->now.code == LW_JVM_LDC || w->now.code == LW_JVM_LDC_W) {
            w->text = lw_class_string(&j->class, constant);
            w->member = (struct lw_class_member){ 0 };
            w->place = lw_java_mark(&j->marks, constant).place;
            return true;
        }
        if (!lw_class_member(&w->member, &j->class, constant))
            continue;
        const struct lw_java_mark mark = lw_java_mark(&j->marks, constant);
        w->calls = w->now.code >= LW_JVM_INVOKEVIRTUAL;
        w->service = mark.service && w->calls;
        w->row = mark.call;
        return true;
    }
    return false;
}

/* Of what an instruction reads that is secret; 0: nothing. */
static uint32_t reads(const struct walk *w)
{
    if (!w->member.name.len && !w->row)
        return w->place;
    if (!w->row)
        return 0;
    const uint32_t named = w->row->how == LW_JAVA_VARIABLE ? lw_variable_from(w->text) : 0;
    return (w->row->gives & LW_FROM_SECRETS) | (named & LW_FROM_CREDENTIALS);
}

static struct walk walk_of(const struct lw_class_method *method)
{
    return (struct walk){ .code = lw_reader(method->code) };
}

static void note(struct java *j, struct node *node, size_t method, const struct walk *w)
{
    const uint64_t talks = bit_of(LW_C_NETWORK) | bit_of(LW_C_DNS);
    const uint32_t from = reads(w);
    if (from && !(node->from & from))
        node->read_line = lw_class_line(&j->class.methods[method], w->now.at);
    node->from |= from;
    if (!w->row)
        return;
    node->begins = node->begins || w->row->how == LW_JAVA_BEGINS;
    if (w->row->capability >= LW_C_COUNT)
        return;
    const uint64_t bit = bit_of(w->row->capability);
    if ((bit & talks) && !(node->does & talks)) {
        node->talk_method = method;
        node->talk_at = w->now.at;
        node->talk = w->member;
    }
    node->does |= bit;
}

static bool is_new_edge(struct java *j, size_t from, size_t to)
{
    const size_t pair[] = { from, to };
    bool made = false;
    (void)lw_map_put_copy(&j->joined, lw_view(pair, sizeof pair), &j->arena, &made);
    return made;
}

/* What each method does, and which others of its class it calls. */
static void gather(struct java *j)
{
    const struct lw_class_file *class = &j->class;
    j->nodes = lw_arena_array(&j->arena, class->method_count + 1, sizeof *j->nodes);
    j->node_of = lw_arena_array(&j->arena, class->method_count + 1, sizeof *j->node_of);
    for (size_t i = 0; i < class->method_count; i++) {
        bool made = false;
        uint64_t *at = lw_map_put(&j->names, written_in(class->methods[i].name), &made);
        *at = made ? j->names.count - 1 : *at;
        j->node_of[i] = (size_t)*at;
    }
    for (size_t i = 0; i < class->method_count; i++) {
        struct walk w = walk_of(&class->methods[i]);
        while (next(&w, j)) {
            note(j, &j->nodes[j->node_of[i]], i, &w);
            const bool own = w.calls && lw_view_eq(w.member.owner, class->name);
            const uint64_t *to = own ? lw_map_get(&j->names,
                                                  lw_view_sub(w.member.name, 0, NAME_BYTES))
                                     : NULL;
            if (to && *to != j->node_of[i] && is_new_edge(j, j->node_of[i], (size_t)*to))
                *LW_PUSH(&j->arena, &j->edges) = (struct edge){ j->node_of[i], (size_t)*to };
        }
    }
}

/* Methods that a static initialiser, or an agent's entry, leads to. Each round but the last finds
 * one more; the longest chains are cut. */
static void spread(struct java *j)
{
    enum { ROUNDS_MOST = 16 };
    static const char *const entries[] = { "<clinit>", "premain", "agentmain" };
    for (size_t i = 0; i < LW_COUNT(entries); i++) {
        const uint64_t *at = lw_map_get(&j->names, lw_view_c(entries[i]));
        if (at)
            j->nodes[*at].import = true;
    }
    bool more = true;
    for (unsigned round = 0; more && round < ROUNDS_MOST; round++) {
        more = false;
        for (size_t i = 0; i < j->edges.count; i++) {
            struct node *to = &j->nodes[j->edges.items[i].to];
            const bool comes = j->nodes[j->edges.items[i].from].import && !to->import;
            to->import = to->import || comes;
            more = more || comes;
        }
    }
}

static void add_dotted(struct lw_buf *buf, struct lw_view name)
{
    for (size_t i = 0; i < name.len && i < NAME_BYTES; i++)
        lw_buf_add_byte(buf, name.ptr[i] == '/' ? '.' : name.ptr[i]);
}

/* "java.net.URL.openStream" */
static struct lw_view full_name(struct java *j, struct lw_view class, struct lw_view member)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    add_dotted(&buf, class);
    lw_buf_add_byte(&buf, '.');
    lw_buf_add(&buf, lw_view_sub(member, 0, NAME_BYTES));
    return lw_arena_copy(&j->arena, lw_buf_view(&buf));
}

/* Lambdas of an initialiser run later, but for those of threads that it begins. */
static bool at_import(const struct java *j, size_t method)
{
    const struct node *node = &j->nodes[j->node_of[method]];
    const bool lambda = lw_view_starts(j->class.methods[method].name, LW_VIEW("lambda$"));
    return node->import && (node->begins || !lambda);
}

/* A place in a method: what a person is shown of it is its name and what it calls. */
static struct lw_place place_of(struct java *j, size_t method, uint32_t at, struct lw_view what)
{
    const struct lw_class_method *m = &j->class.methods[method];
    struct lw_view whose = full_name(j, j->class.name, m->name);
    return (struct lw_place){
        .source = lw_arena_printf(&j->arena, "%.*s: %.*s", LW_FMT(whose), LW_FMT(what)),
        .line = lw_class_line(m, at),
        .phase = at_import(j, method) ? "import" : "call",
    };
}

/* Once a class and phase, but for what its value tells from others. */
static void tell(struct java *j, size_t method, const struct walk *w, unsigned capability,
                 struct lw_view value, bool hidden)
{
    const uint64_t bit = bit_of(capability);
    const bool secret = capability == LW_C_CREDENTIALS && j->credentials++ < CREDENTIALS_MOST;
    uint64_t *said = &j->said[at_import(j, method)];
    if ((!secret && (*said & bit)) || ++j->told > TOLD_MOST)
        return;
    *said |= bit;
    struct lw_view name = w->member.name.len ? full_name(j, w->member.owner, w->member.name)
                                             : w->text;
    struct lw_place place = place_of(j, method, w->now.at, name);
    lw_emit_capability(&j->emit, &place, (enum lw_capability)capability, name, value, hidden);
}

/* Methods of AWS's clients that call no API. */
static void tell_service(struct java *j, size_t method, const struct walk *w)
{
    static const char *const none[] = { "<init>",    "builder",     "close",
                                        "create",    "shutdown",    "serviceName",
                                        "utilities", "waiter",      "waiters",
                                        "setRegion", "setEndpoint", "serviceClientConfiguration" };
    struct lw_view owner = w->member.owner, part, service = LW_VIEW_NONE, name = w->member.name;
    bool found = false;
    while (!found && lw_view_split(&part, &owner, '/'))
        found = lw_view_is(part, "services") && lw_view_split(&service, &owner, '/');
    if (!found || !name.len || LW_VIEW_IN(name, none) || ++j->told > TOLD_MOST)
        return;
    if (lw_view_ends(name, LW_VIEW("Paginator")))
        name.len -= strlen("Paginator");
    struct lw_view full = full_name(j, w->member.owner, w->member.name);
    struct lw_place place = place_of(j, method, w->now.at, full);
    struct lw_view action = lw_arena_printf(
        &j->arena, "%c%.*s",
        name.ptr[0] >= 'a' && name.ptr[0] <= 'z' ? name.ptr[0] - 32 : name.ptr[0],
        LW_FMT(lw_view_from(name, 1)));
    lw_emit_aws_call(&j->emit, &place, service, action, full);
}

/* Objects of a class that writes and reads itself are read by methods of these names. */
static bool reads_itself(struct lw_view method)
{
    static const char *const names[] = { "readObject", "readExternal", "readResolve" };
    return LW_VIEW_IN(method, names);
}

static void judge_call(struct java *j, size_t method, const struct walk *w)
{
    static const char *const programs[] = { "java.lang.Runtime", "java.lang.ProcessBuilder" };
    const struct lw_java_call *row = w->row;
    unsigned capability = row->capability;
    const bool named = row->how == LW_JAVA_NAMED, constant = w->text.len != 0;
    struct lw_view own = j->class.methods[method].name;
    if (named && constant && capability == LW_C_DYNAMIC_IMPORT && LW_VIEW_IN(w->text, programs))
        tell(j, method, w, LW_C_PROCESS, w->text, true);
    if (w->decoded &&
        ((named && !constant && capability == LW_C_DYNAMIC_IMPORT) || row->how == LW_JAVA_RUNS))
        tell(j, method, w, LW_C_DECODE_RUN, LW_VIEW(""), false);
    if (named && (constant || lw_view_is(own, "class$")))
        return;
    if (capability == LW_C_DYNAMIC_CODE && reads_itself(own))
        return;
    if (row->how == LW_JAVA_VARIABLE && lw_variable_from(w->text) == LW_FROM_CREDENTIALS)
        capability = LW_C_CREDENTIALS;
    if (capability < LW_C_COUNT)
        tell(j, method, w, capability, capability == LW_C_ENV_ALL ? LW_VIEW("") : w->text, false);
}

static void judge_text(struct java *j, size_t method, const struct walk *w)
{
    const uint32_t from = w->place;
    if (from)
        tell(j, method, w,
             from == LW_FROM_ENVIRONMENT ? LW_C_ENV_ALL
             : from == LW_FROM_METADATA  ? LW_C_METADATA
                                         : LW_C_CREDENTIALS,
             w->text, false);
}

static void tell_methods(struct java *j)
{
    for (size_t i = 0; i < j->class.method_count; i++) {
        struct walk w = walk_of(&j->class.methods[i]);
        while (next(&w, j)) {
            if (w.row)
                judge_call(j, i, &w);
            else if (w.service)
                tell_service(j, i, &w);
            else if (!w.member.name.len)
                judge_text(j, i, &w);
        }
    }
}

static void tell_flow(struct java *j, const struct node *reader, const struct node *talker)
{
    const uint64_t talks = bit_of(LW_C_NETWORK) | bit_of(LW_C_DNS);
    if (!reader->from || !(talker->does & talks) || ++j->told > TOLD_MOST)
        return;
    struct lw_view name = full_name(j, talker->talk.owner, talker->talk.name);
    struct lw_place place = place_of(j, talker->talk_method, talker->talk_at, name);
    place.phase = reader->import && talker->import ? "import" : "call";
    lw_emit_flow(&j->emit, &place, reader->from, reader->read_line,
                 talker->does & bit_of(LW_C_NETWORK) ? "network" : "dns", name);
}

static void tell_flows(struct java *j)
{
    for (size_t i = 0; i < j->names.count; i++)
        tell_flow(j, &j->nodes[i], &j->nodes[i]);
    for (size_t i = 0; i < j->edges.count; i++) {
        const struct node *from = &j->nodes[j->edges.items[i].from],
                          *to = &j->nodes[j->edges.items[i].to];
        tell_flow(j, from, to);
        tell_flow(j, to, from);
    }
}

static bool is_code(const struct lw_class_method *method, const uint8_t *code, size_t bytes)
{
    return lw_view_eq(method->code, lw_view(code, bytes));
}

/* Methods that are asked whether the other end is who it should be, and say yes to all. */
static void tell_trust(struct java *j)
{
    static const uint8_t nothing[] = { LW_JVM_RETURN }, yes[] = { LW_JVM_ICONST_1, LW_JVM_IRETURN };
    const struct lw_view chain = LW_VIEW("([Ljava/security/cert/X509Certificate;"),
                         session = LW_VIEW("(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z");
    for (size_t i = 0; i < j->class.method_count; i++) {
        const struct lw_class_method *m = &j->class.methods[i];
        const bool trusts = lw_view_is(m->name, "checkServerTrusted") &&
                            lw_view_starts(m->descriptor, chain) &&
                            is_code(m, nothing, sizeof nothing),
                   any = lw_view_eq(m->descriptor, session) && is_code(m, yes, sizeof yes);
        if ((!trusts && !any) || ++j->told > TOLD_MOST)
            continue;
        struct lw_view name = trusts ? LW_VIEW("X509TrustManager.checkServerTrusted")
                                     : LW_VIEW("HostnameVerifier.verify");
        struct lw_place place = place_of(j, i, 0, name);
        lw_emit_capability(&j->emit, &place, LW_C_TLS_OFF, name, LW_VIEW(""), false);
    }
}

/* Whether it has a method as short as those above. */
static bool may_trust(const struct java *j)
{
    for (size_t i = 0; i < j->class.method_count; i++)
        if (lw_view_starts(j->class.methods[i].descriptor, LW_VIEW("([Ljava/security/")) ||
            lw_view_starts(j->class.methods[i].descriptor, LW_VIEW("(Ljava/lang/String;Ljavax/")))
            return true;
    return false;
}

static void tell_class(struct java *j)
{
    const bool any = lw_java_marks(&j->marks, &j->class, &j->arena);
    if (!any && !may_trust(j))
        return;
    gather(j);
    spread(j);
    tell_trust(j);
    if (!any)
        return;
    tell_methods(j);
    tell_flows(j);
}

lw_status lw_java_code(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct java j = {
        .names = LW_MAP_INIT,
        .arena = LW_ARENA_INIT,
        .emit = { .out = out, .location = file->location, .language = "java" },
    };
    lw_status status = lw_class_parse(&j.class, &j.arena, file->bytes, err);
    if (lw_ok(status))
        tell_class(&j);
    lw_emit_clear(&j.emit);
    lw_map_clear(&j.names);
    lw_map_clear(&j.joined);
    lw_arena_clear(&j.arena);
    return status;
}
