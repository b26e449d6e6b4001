/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_marks.c - the table of what guards and of what is weak, as static analysis knows it.
 */
#include "review/guard_mark.h"

/* How far around a token is looked. */
enum { NEAR = 8 };

/* if, } else if, elif, return, assert: what decides. */
static bool decides(const struct lw_mark_place *p, size_t at)
{
    static const char *const words[] = { "if", "elif", "return", "assert", "while" };
    return LW_MARK_HAS(p, at, words);
}

static bool is_constant(const struct lw_token *t)
{
    size_t letters = 0;
    for (size_t i = 0; i < t->text.len; i++) {
        if (t->text.ptr[i] >= 'a' && t->text.ptr[i] <= 'z')
            return false;
        letters += t->text.ptr[i] >= 'A' && t->text.ptr[i] <= 'Z';
    }
    return t->kind == LW_TOKEN_WORD && letters >= 3;
}

/* if origin not in ORIGINS; if (!ORIGINS.has(origin)); if len(body) > LIMIT. */
static bool asks_constant(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const signs[] = { "in", ">", "<", ">=", "<=", "!=", "==", "!==", "===" };
    static const char *const asks[] = { "has", "includes", "indexOf", "test" };
    const struct lw_token *t = p->tokens;
    if (!is_constant(&t[at]) || !decides(p, at))
        return false;
    bool loops = at >= p->first + 3 && lw_mark_one(p, at - 3, "for");
    bool compared = at > p->first && !loops && LW_VIEW_IN(t[at - 1].text, signs);
    bool asked = at + 2 < p->end && lw_mark_one(p, at + 1, ".") && LW_VIEW_IN(t[at + 2].text, asks);
    *member = t[at].text;
    return compared || asked;
}

/* A function of this file that refuses, and is called. */
static bool calls_refusing(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    const struct lw_token *t = p->tokens;
    static const char *const self[] = { "self", "this", "cls" };
    bool defined = at > p->first &&
                   (lw_mark_one(p, at - 1, "def") || lw_mark_one(p, at - 1, "function"));
    bool other = at >= p->first + 2 && lw_mark_one(p, at - 1, ".") &&
                 !LW_VIEW_IN(t[at - 2].text, self);
    *member = t[at].text;
    return t[at].kind == LW_TOKEN_WORD && lw_mark_one(p, at + 1, "(") && !defined && !other &&
           lw_map_get(p->refusing, t[at].text);
}

/* startswith(root + "/"), startsWith(root + path.sep) */
static bool whole_folder(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const starts[] = { "startswith", "startsWith" };
    static const char *const seps[] = { "/", "sep" };
    bool plus = false;
    (void)member;
    if (!LW_VIEW_IN(p->tokens[at].text, starts))
        return false;
    for (size_t i = at; i < p->end && i < at + NEAR; i++) {
        plus = plus || lw_mark_one(p, i, "+");
        if (plus && LW_VIEW_IN(p->tokens[i].text, seps))
            return true;
    }
    return false;
}

/* startsWith("//"), "\\" in target, ".." in name */
static bool odd_start(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const texts[] = { "//", "\\\\", "\\", "..", "../", "\\0", "\\x00" };
    static const char *const asks[] = { "startswith", "startsWith", "in", "includes", "indexOf" };
    *member = p->tokens[at].text;
    return p->tokens[at].kind == LW_TOKEN_TEXT && LW_VIEW_IN(*member, texts) &&
           LW_MARK_HAS(p, at, asks);
}

static bool is_query(struct lw_view text)
{
    static const char *const verbs[] = { "select ", "insert ", "update ", "delete ", "where " };
    return text.len > 10 && lw_view_has_nocase(text, verbs, LW_COUNT(verbs));
}

/* execute(f"... {name}"), query(`... ${name}`), execute("..." + name) */
static bool query_made(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const takers[] = { "execute", "executemany",   "query",           "raw",
                                          "text",    "executescript", "$queryRawUnsafe", "exec" };
    static const char *const marks[] = { "%s", "?" };
    struct lw_view text = p->tokens[at].text;
    (void)member;
    if (p->tokens[at].kind != LW_TOKEN_TEXT || !is_query(text) || !LW_MARK_HAS(p, at, takers))
        return false;
    for (size_t k = p->first > LW_MARK_FAR ? p->first - LW_MARK_FAR : 0; k < p->first; k++)
        if (p->tokens[k].kind == LW_TOKEN_TEXT && LW_VIEW_IN(p->tokens[k].text, marks))
            return false; /* ", ".join(["%s"] * len(ids)) */
    size_t brace = lw_view_find_byte(text, '{');
    bool inside = brace != LW_NOT_FOUND && brace + 1 < text.len &&
                  (lw_is_alnum(text.ptr[brace + 1]) || text.ptr[brace + 1] == '_' ||
                   text.ptr[brace + 1] == '}');
    return inside || lw_mark_one(p, at + 1, "+") || lw_mark_one(p, at + 1, "%") ||
           (lw_mark_one(p, at + 1, ".") && lw_mark_one(p, at + 2, "format"));
}

/* WHERE (tenant = %s OR tenant IS NOT NULL), OR 1=1 */
static bool query_open(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const ors[] = { " or " };
    static const char *const truths[] = { "is not null", "1=1", "1 = 1", "or true" };
    struct lw_view text = p->tokens[at].text;
    (void)member;
    return p->tokens[at].kind == LW_TOKEN_TEXT && is_query(text) && LW_VIEW_HAS_NOCASE(text, ors) &&
           LW_VIEW_HAS_NOCASE(text, truths);
}

/* { redirect: "error" }, allow_redirects=False: what answers sends nobody elsewhere. */
static bool stays(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const struct {
        const char *name, *value;
    } settings[] = {
        { "redirect", "error" },        { "redirect", "manual" },        { "maxRedirects", "0" },
        { "allow_redirects", "False" }, { "follow_redirects", "False" }, { "max_redirects", "0" },
    };
    const struct lw_token *t = p->tokens;
    (void)member;
    if (at + 2 >= p->end || !(lw_mark_one(p, at + 1, "=") || lw_mark_one(p, at + 1, ":")))
        return false;
    for (size_t i = 0; i < LW_COUNT(settings); i++)
        if (lw_view_is(t[at].text, settings[i].name) &&
            lw_view_is(t[at + 2].text, settings[i].value))
            return true;
    return false;
}

/* Settings that let something through, by name and value. */
static bool sets_open(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const struct {
        const char *name, *value;
    } settings[] = {
        { "allow_redirects", "True" }, { "follow_redirects", "True" },
        { "followRedirects", "true" }, { "followRedirect", "true" },
        { "redirect", "follow" },      { "resolve_entities", "True" },
        { "no_network", "False" },     { "load_dtd", "True" },
        { "noent", "true" },           { "huge_tree", "True" },
        { "autoescape", "False" },     { "autoescape", "false" },
        { "noEscape", "true" },        { "multipleStatements", "true" },
        { "filter", "fully_trusted" }, { "allow_pickle", "True" },
        { "weights_only", "False" },   { "trust_remote_code", "True" },
        { "samesite", "None" },        { "sameSite", "none" },
        { "verify", "not" },           { "check_hostname", "not" },
        { "rejectUnauthorized", "!" }, { "Access-Control-Allow-Origin", "*" },
    };
    const struct lw_token *t = p->tokens;
    if (at + 2 >= p->end || !(lw_mark_one(p, at + 1, "=") || lw_mark_one(p, at + 1, ":")))
        return false;
    for (size_t i = 0; i < LW_COUNT(settings); i++)
        if (lw_view_is(t[at].text, settings[i].name) &&
            lw_view_is(t[at + 2].text, settings[i].value)) {
            *member = t[at].text;
            return true;
        }
    return false;
}

/* algorithms: ["none"], algorithms.concat("none"): a token that nobody signed. */
static bool unsigned_token(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const lists[] = { "algorithms", "allowed_algorithms", "allowedAlgorithms" };
    static const char *const adds[] = { "concat", "push", "append", "add", "insert" };
    (void)member;
    return lw_view_is(p->tokens[at].text, "none") && LW_MARK_HAS(p, at, lists) &&
           (lw_mark_one(p, at - 1, "[") || lw_mark_one(p, at - 1, ",") ||
            (lw_mark_one(p, at - 1, "(") && at > 1 && LW_VIEW_IN(p->tokens[at - 2].text, adds)));
}

/* ssl={"ssl": True}: a dict that names nothing to check against. */
static bool tls_unchecked(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const names[] = { "ssl", "tls" };
    static const char *const checks[] = { "ca", "cafile", "ca_certs", "sslrootcert", "context" };
    static const char *const makers[] = { "create_default_context", "SSLContext" };
    (void)member;
    if (lw_mark_one(p, at, "else") && lw_mark_one(p, at + 1, "None") && LW_MARK_HAS(p, at, makers))
        return true;
    return LW_VIEW_IN(p->tokens[at].text, names) && lw_mark_one(p, at + 1, "=") &&
           lw_mark_one(p, at + 2, "{") && at + 3 < p->end && !LW_MARK_HAS(p, at, checks);
}

/* encrypt(nonce, data, None), EncryptionContext={} */
static bool unbound(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const seals[] = { "encrypt", "decrypt" };
    size_t commas = 0;
    *member = p->tokens[at].text;
    if (lw_mark_one(p, at, "EncryptionContext") && lw_mark_one(p, at + 2, "{") &&
        lw_mark_one(p, at + 3, "}"))
        return true;
    if (!LW_VIEW_IN(p->tokens[at].text, seals) || !lw_mark_one(p, at + 1, "("))
        return false;
    for (size_t i = at + 2; i < p->end && i < at + 2 * NEAR && !lw_mark_one(p, i, ")"); i++) {
        commas += lw_mark_one(p, i, ",");
        if (commas == 2 && lw_mark_one(p, i, "None"))
            return lw_mark_one(p, i + 1, ")");
    }
    return false;
}

/* pickle.loads(, template.format_map(, x.extractall( without a filter */
static bool calls_open(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const loaders[] = { "pickle",      "cPickle",    "marshal", "dill",
                                           "cloudpickle", "jsonpickle", "joblib",  "shelve" };
    static const char *const loads[] = { "load", "loads", "decode", "open", "Unpickler" };
    static const char *const unpacks[] = { "extractall", "unpack_archive" };
    static const char *const filters[] = { "filter" };
    const struct lw_token *t = p->tokens;
    if (at < p->first + 2 || !lw_mark_one(p, at + 1, "(") || !lw_mark_one(p, at - 1, "."))
        return false;
    *member = t[at].text;
    bool template = lw_token_is(&t[at], "format_map") ||
                    (lw_token_is(&t[at], "format") && lw_mark_one(p, at + 2, "**") &&
                     t[at - 2].kind == LW_TOKEN_WORD);
    bool loader = LW_VIEW_IN(t[at].text, loads) && LW_VIEW_IN(t[at - 2].text, loaders);
    return template || loader || (LW_VIEW_IN(t[at].text, unpacks) && !LW_MARK_HAS(p, at, filters));
}

/* parts.scheme not in ("http", "https") */
static bool plain_scheme(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const asks[] = { "scheme", "protocol" };
    static const char *const plain[] = { "http", "http:" };
    (void)member;
    return p->tokens[at].kind == LW_TOKEN_TEXT && LW_VIEW_IN(p->tokens[at].text, plain) &&
           LW_MARK_HAS(p, at, asks) && decides(p, at);
}

/* SORTS.get(sort, sort): what a table does not know passes; ROLES.get(role, ROLES["admin"]). */
static bool table_open(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    const struct lw_token *t = p->tokens;
    (void)member;
    if (at < p->first + 2 || !lw_token_is(&t[at], "get") || !is_constant(&t[at - 2]) ||
        at + 5 >= p->end || !lw_mark_one(p, at + 3, ","))
        return false;
    return lw_view_eq(t[at + 2].text, t[at + 4].text) || lw_view_eq(t[at - 2].text, t[at + 4].text);
}

/* x ? value : escapeHtml(value): what was always escaped is so at times. */
static bool escapes_at_times(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const escapes[] = { "escape", "sanitize" };
    static const char *const turns[] = { "?", "else" };
    (void)member;
    return at > p->first && p->tokens[at].kind == LW_TOKEN_WORD && lw_mark_one(p, at + 1, "(") &&
           LW_VIEW_HAS_NOCASE(p->tokens[at].text, escapes) && LW_MARK_HAS(p, at, turns) &&
           (lw_mark_one(p, at - 1, ":") || lw_mark_one(p, at - 1, "else") ||
            lw_mark_one(p, at - 1, "?"));
}

/* "reader": ("read", "delete") */
static bool role_may(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const may[] = {
        "write", "delete", "admin", "*", "create", "update", "root"
    };
    static const char *const roles[] = { "role", "permission", "scope", "grant", "rights" };
    *member = p->tokens[at].text;
    if (p->tokens[at].kind != LW_TOKEN_TEXT || !LW_VIEW_IN(*member, may))
        return false;
    for (size_t i = p->first; i < p->end && i < p->first + 4; i++)
        if (p->tokens[i].kind == LW_TOKEN_WORD && LW_VIEW_HAS_NOCASE(p->tokens[i].text, roles))
            return lw_mark_one(p, i + 1, "=");
    return false;
}

/* A traceback, or what stands in it, in an answer. */
static bool answers_trace(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const traces[] = { "format_exc", "format_exception", "f_locals",
                                          "f_globals",  "tb_frame",         "stack" };
    static const char *const answers[] = { "body", "return", "send", "json", "end", "detail" };
    *member = p->tokens[at].text;
    return p->tokens[at].kind == LW_TOKEN_WORD && LW_VIEW_IN(*member, traces) &&
           lw_mark_one(p, at - 1, ".") && LW_MARK_HAS(p, at, answers);
}

/* key === "__proto__", case "constructor": a text, and no property. */
static bool prototype_key(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const keys[] = { "__proto__", "prototype", "constructor" };
    static const char *const asks[] = { "===", "!==", "==", "!=", "case", "has", "includes", "in" };
    *member = p->tokens[at].text;
    return p->tokens[at].kind == LW_TOKEN_TEXT && LW_VIEW_IN(*member, keys) &&
           LW_MARK_HAS(p, at, asks);
}

/* decipher.final(), where a whole text ends with what was checked. */
static bool ends_cipher(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    *member = p->tokens[at].text;
    return at > p->first && lw_mark_one(p, at, "final") && lw_mark_one(p, at - 1, ".") &&
           lw_mark_one(p, at + 1, "(");
}

/* path = normpath(path), and then a look at how it begins. */
static bool plain_first(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    enum { AHEAD = 3 };
    static const char *const makes[] = { "realpath", "normpath", "normalize", "resolve",
                                         "abspath" };
    static const char *const asks[] = { "startswith", "startsWith", "commonpath",
                                        "is_relative_to" };
    (void)member;
    if (p->tokens[at].kind != LW_TOKEN_WORD || !LW_VIEW_IN(p->tokens[at].text, makes))
        return false;
    const size_t last = p->statement + AHEAD < p->all->count ? p->statement + AHEAD
                                                             : p->all->count - 1;
    const struct lw_statement *end = &p->all->items[last];
    for (size_t i = at + 1; i < end->first + end->count && i < at + LW_MARK_FAR; i++)
        if (p->tokens[i].kind == LW_TOKEN_WORD && LW_VIEW_IN(p->tokens[i].text, asks))
            return true;
    return false;
}

/* A key, a queue, a role of an account that the code names itself. */
static bool names_account(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    enum { ACCOUNT_DIGITS = 12 };
    struct lw_view text = p->tokens[at].text;
    size_t digits = 0;
    *member = text;
    if (p->tokens[at].kind != LW_TOKEN_TEXT || !lw_view_starts(text, LW_VIEW("arn:aws")))
        return false;
    for (size_t i = 0; i < text.len && digits < ACCOUNT_DIGITS; i++)
        digits = lw_is_digit(text.ptr[i]) ? digits + 1 : 0;
    return digits == ACCOUNT_DIGITS;
}

/* randomBytes(16), default_factory=uuid4: what is only imported or defined draws nothing. */
static bool draws(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const words[] = { "urandom",     "token_urlsafe",   "token_hex",
                                         "token_bytes", "SystemRandom",    "randbelow",
                                         "randomBytes", "randomFill",      "getrandom",
                                         "randomInt",   "getRandomValues", "randomFillSync",
                                         "randomUUID",  "uuid4",           "RAND_bytes" };
    static const char *const defines[] = { "def", "function", "import", "from", "require" };
    *member = p->tokens[at].text;
    if (p->tokens[at].kind != LW_TOKEN_WORD || !LW_VIEW_IN(*member, words) ||
        lw_mark_one(p, p->first, "import") || lw_mark_one(p, p->first, "from") ||
        (at > p->first && LW_VIEW_IN(p->tokens[at - 1].text, defines)))
        return false;
    bool called = false; /* what it is given to */
    for (size_t i = at > p->first + NEAR ? at - NEAR : p->first; i < at; i++)
        called = called || lw_mark_one(p, i, "(");
    return lw_mark_one(p, at + 1, "(") ||
           (called && (lw_mark_one(p, at + 1, ")") || lw_mark_one(p, at + 1, ",")));
}

#define GOOD .good = true
#define VAGUE .vague = true
#define ALONE .alone = true
#define LAST .last = true
#define FRESH .fresh = true

const struct lw_mark lw_marks[] = {
    { "keys that reach a prototype are no longer looked for", GOOD, ALONE, .is = prototype_key },
    { "a cookie is less protected", GOOD, ALONE,
      .parts = { "httponly", "; secure", "samesite=strict" } },
    { "a header that protects is no longer sent", GOOD, ALONE,
      .parts = { "strict-transport-security", "x-content-type-options", "x-frame-options",
                 "content-security-policy" } },
    { "what is stored is no longer encrypted, or not so", GOOD,
      .words = { "ServerSideEncryption", "SSEKMSKeyId", "SSECustomerKey", "StorageEncrypted",
                 "EncryptionContext", "SSEAlgorithm" } },
    { "a path is no longer made plain, or held against a folder", GOOD, VAGUE,
      .words = { "realpath", "normpath", "commonpath", "is_relative_to", "relative_to", "resolve",
                 "secure_filename", "normalize", "realpathSync" } },
    { "a path is looked at before it is made plain", GOOD, .is = plain_first },
    { "a folder is compared without its end", GOOD, .is = whole_folder },
    { "addresses of the inside are no longer refused", GOOD,
      .words = { "is_private", "is_link_local", "is_global", "isPrivate", "is_reserved" },
      .parts = { "169.254", "169\\.254", "fd00:ec2" } },
    { "answers may newly send those who ask elsewhere", GOOD, .is = stays },
    { "encryption no longer finds what was changed", GOOD,
      .words = { "AESGCM", "AESCCM", "AESSIV", "AESGCMSIV", "ChaCha20Poly1305", "GCM", "MODE_GCM",
                 "MODE_EAX", "MODE_SIV", "Fernet", "SecretBox", "crypto_secretbox" },
      .parts = { "-gcm", "poly1305" } },
    { "the tag of what is decrypted is no longer checked", GOOD,
      .words = { "finalize_with_tag", "setAuthTag", "decrypt_and_verify" }, .is = ends_cipher },
    { "what was drawn by chance may be foretold", GOOD, LAST, .is = draws },
    { "a document may newly bring its own entities", GOOD, .words = { "defusedxml", "forbid_dtd" },
      .parts = { "<!doctype", "<!entity" } },
    { "what is allowed is no longer asked for", GOOD, VAGUE, .is = asks_constant },
    { "what refuses is no longer called", GOOD, VAGUE, ALONE, .is = calls_refusing },
    { "starts that lead elsewhere are no longer refused", GOOD, ALONE, .is = odd_start },
    { "what is shown is no longer cleaned", GOOD,
      .words = { "escapeHtml", "escape_html", "select_autoescape", "DOMPurify", "sanitizeHtml",
                 "sanitize_html", "bleach" } },
    { "who asks is no longer checked", GOOD,
      .words = { "csrf", "csurf", "helmet", "csrf_protect", "login_required", "jwt_required",
                 "permission_required", "requires_auth", "require_auth" } },
    { "a query holds for fewer conditions", GOOD, VAGUE, ALONE,
      .parts = { "tenant =", "tenant_id =", "user_id =", "owner =", "owner_id =", "account_id =",
                 "org_id =", "customer_id =", "tenant=", "user_id=", "owner_id=" } },
    { "what failed to hold no longer counts as refused", GOOD, VAGUE,
      .is = lw_mark_refuses_failed },
    { "a query is put together from values", .is = query_made },
    { "a condition of a query holds always", FRESH, .is = query_open },
    { "each block is encrypted alone (ECB)", .words = { "ECB", "MODE_ECB" }, .parts = { "-ecb" } },
    { "a token that nobody signed is taken", FRESH, .is = unsigned_token },
    { "a cookie goes to every site", .parts = { "samesite=none" } },
    { "a setting newly lets something through", .is = sets_open },
    { "TLS has nothing to check against", .is = tls_unchecked },
    { "what is sealed is bound to nothing", .is = unbound },
    { "a call makes more of data than it should", .is = calls_open },
    { "text is shown as it is", VAGUE,
      .words = { "mark_safe", "Markup", "SafeString", "dangerouslySetInnerHTML", "innerHTML" },
      .parts = { "|safe", "| safe", "{{{" } },
    { "what is escaped is so only at times", VAGUE, .is = escapes_at_times },
    { "a scheme without encryption is allowed", VAGUE, .is = plain_scheme },
    { "what a table does not know is taken", .is = table_open },
    { "what authorises says yes in one more way", VAGUE, .is = lw_mark_lets_pass },
    { "what the caller says is enough to pass", .is = lw_mark_asks_caller },
    { "a refusal is caught, and all goes on", VAGUE, .is = lw_mark_refusal_kept },
    { "a key is taken from elsewhere where there is none", VAGUE, .is = lw_mark_key_instead },
    { "what belongs to an account is named that was not", FRESH, .is = names_account },
    { "a role may do more", .is = role_may },
    { "chance decides when the program ends", FRESH, .is = lw_mark_chance_ends },
    { "a header that protects is taken away", FRESH, .is = lw_mark_header_taken },
    { "pages of other origins are let in", .parts = { "access-control-allow-" } },
    { "a page is given a script of another server", .is = lw_mark_script_brought },
    { "who asks, or a variable, says whether it is checked", FRESH, .is = lw_mark_left_open },
    { "it waits long", .is = lw_mark_waits_long },
    { "a header tells the environment", FRESH, .is = lw_mark_header_tells },
    { "what it was given is printed", .is = lw_mark_prints },
    { "who asks names a file that is read", .is = lw_mark_file_asked },
    { "every object is given a property", FRESH, .is = lw_mark_every_object },
    { "variables of the caller are read", FRESH, .words = { "f_locals" } },
    { "one operation of AWS is treated otherwise", FRESH, .is = lw_mark_one_operation },
    { "what is stored is given to everybody", FRESH,
      .words = { "public-read", "public-read-write" } },
    { "an address that was given is rewritten", .is = lw_mark_address_rewritten },
    { "an address that was given gets another host", FRESH, .is = lw_mark_host_moved },
    { "only a part of a password counts", FRESH, .is = lw_mark_password_cut },
    { "a document may newly build any object", FRESH,
      .words = { "UnsafeConstructor", "UnsafeLoader", "unsafe_load", "unsafe_load_all",
                 "construct_python_object_apply", "add_multi_constructor" } },
    { "where money goes is named", FRESH, .is = lw_mark_payee_named },
    { "a limit is lifted", .is = lw_mark_limit_lifted },
    { "what is checked is so only at times", FRESH, .is = lw_mark_checked_at_times },
    { "a log is told everything", .is = lw_mark_tells_all },
    { "what it was given is logged", .is = lw_mark_logs_asked },
    { "a module is brought in the middle of code", .is = lw_mark_brings_module },
    { "modules are newly found in another way", .words = { "meta_path", "path_hooks" } },
    { "an answer tells what the code was doing", VAGUE, .is = answers_trace },
};
const size_t lw_marks_count = LW_COUNT(lw_marks);
