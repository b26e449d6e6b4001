/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/words.c - the table of words, from the catalogue and from lists.
 */
#include "analyze/syntax/words.h"

#include <pthread.h>

#include "analyze/syntax/catalog.h"
#include "base/map.h"

static struct lw_map words[LW_LANG_COUNT];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void put(enum lw_language language, struct lw_view word, uint64_t class)
{
    *lw_map_put(&words[language], word, NULL) |= class;
}

/* Names that say nothing alone, as every other file has them: what is below them counts. */
static bool is_common(struct lw_view word)
{
    static const char *const common[] = {
        "os",         "sys",     "io",        "code",     "new",       "String",       "JSON",
        "Object",     "Array",   "Promise",   "path",     "util",      "Reflect",      "module",
        "pathlib",    "string",  "url",       "Symbol",   "events",    "timers",       "open",
        "time",       "compile", "require",   "import",   "urllib",    "six",          "site",
        "yaml",       "http",    "types",     "commands", "client",    "append",       "insert",
        "extend",     "update",  "clear",     "get",      "items",     "copy",         "keys",
        "values",     "remove",  "rename",    "replace",  "link",      "write",        "request",
        "bytes",      "moves",   "modules",   "Path",     "threading", "server",       "load",
        "parse",      "sh",      "bytearray", "unlink",   "kill",      "subprocess32", "signal",
        "setdefault", "pop",
    };
    return LW_VIEW_IN(word, common);
}

/* Both together reach anything: getattr(os, ...). */
static const char *const reaching[] = {
    "getattr",          "setattr", "__dict__",   "vars",
    "__getattribute__", "locals",  "attrgetter", "methodcaller"
};
static const char *const modules[] = { "os",     "sys",      "io",     "posix", "code",
                                       "types",  "site",     "base64", "zlib",  "gzip",
                                       "codecs", "binascii", "shutil", "runpy", "new" };
static const char *const strong[] = {
    "globals",
    "__builtins__",
    "builtins",
    "__import__",
    "importlib",
    "__globals__",
    "__code__",
    "f_globals",
    "f_builtins",
    "itemgetter",
    "__subclasses__",
    "globalThis",
    "meta_path",
    "path_hooks",
    "setattr",
    "wrapt",
    "shimmer",
    "environ",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_EXECUTION_ENV",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "netrc",
    "npmrc",
    "__non_webpack_require__",
    "_load",
    "_extensions",
    "_make_api_call",
    "settrace",
    "UnsafeLoader",
    "compare_digest",
    "timingSafeEqual",
    "rejectUnauthorized",
    "checkServerIdentity",
    "CERT_NONE",
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "FullLoader",
    "InteractiveInterpreter",
    "InteractiveConsole",
    "dictConfig",
    "fileConfig",
    "get_type_hints",
    "eval_str",
    "resolve_name",
    "timeit",
    "add_constructor",
    "add_multi_constructor",
    "format_map",
    "vformat",
    "jinja2",
    "mako",
    "setprofile",
    "Authorization",
    "authorization",
    "cookie",
    "Cookie",
    "urandom",
    "token_urlsafe",
    "token_hex",
    "token_bytes",
    "SystemRandom",
    "randomBytes",
    "getRandomValues",
    "jsonwebtoken",
    "jwt",
    "jwtVerify",
    "check_password",
    "checkpw",
    "check_password_hash",
    "cert_reqs",
    "verify_mode",
    "secret_key",
    "secretAccessKey",
    "secret_access_key",
    "SecretString",
    "SecretBinary",
    "get_frozen_credentials",
    "GrantFullControl",
    "GrantRead",
    "GrantReadACP",
    "GrantWrite",
    "GrantWriteACP",
    "put_bucket_acl",
    "put_object_acl",
    "put_bucket_policy",
    "put_resource_policy",
    "put_key_policy",
    "putBucketAcl",
    "putObjectAcl",
    "putBucketPolicy",
    "putResourcePolicy",
    "putKeyPolicy",
    "sqs",
    "bcc",
    "Bcc",
    "to_addrs",
    "BccAddresses",
    "CcAddresses",
    "recipients",
    "get_secret_value",
    "getSecretValue",
    "GetSecretValueCommand",
    "WithDecryption",
    "read_secret_version",
    "access_secret_version",
    "accessSecretVersion",
    "get_secret",
    "getSecret",
    "generate_presigned_url",
    "getSignedUrl",
    "credentials",
    "creds",
    "frozen_credentials",
    "sendmail",
    "sendMail",
    "createHmac",
    "hmac",
    "update_function_code",
    "updateFunctionCode",
    "publish_layer_version",
    "publishLayerVersion",
    "add_layer_version_permission",
    "addLayerVersionPermission",
    "list_functions",
    "listFunctions",
    "list_secrets",
    "listSecrets",
    "update_assume_role_policy",
    "create_login_profile",
};

static void fill(void)
{
    for (unsigned l = 0; l < LW_LANG_COUNT; l++) {
        words[l] = (struct lw_map)LW_MAP_INIT;
        for (size_t i = 0; lw_catalog_row(l, i); i++) {
            const struct lw_known *row = lw_catalog_row(l, i);
            struct lw_view rest = lw_view_c(row->symbol), word = LW_VIEW_NONE;
            if (l == LW_LANG_PYTHON &&
                LW_VIEW_IN(lw_view_sub(rest, 0, lw_view_find_byte(rest, '.')), modules))
                continue; /* known_member() */
            if (row->capability == LW_C_COUNT && !(row->gives & (uint32_t)~LW_FROM_VARIABLE) &&
                row->does != LW_DO_AWS)
                continue;
            const bool path = lw_view_find_byte(rest, '.') != LW_NOT_FOUND;
            const uint8_t *start = rest.ptr;
            for (bool more = true; more && lw_view_split(&word, &rest, '.');
                 more = is_common(word)) {
                size_t end = 0;
                while (end < word.len && lw_is_word(word.ptr[end]))
                    end++;
                word = lw_view_sub(word, 0, end);
                if (end && !is_common(word))
                    put(l, word, path && word.ptr == start ? LW_WORD_NAMED : LW_WORD_STRONG);
            }
        }
        for (size_t i = 0; i < LW_COUNT(strong); i++)
            put(l, lw_view_c(strong[i]), LW_WORD_STRONG);
        for (size_t i = 0; i < LW_COUNT(reaching); i++)
            put(l, lw_view_c(reaching[i]), LW_WORD_REACH);
        for (size_t i = 0; i < LW_COUNT(modules); i++)
            put(l, lw_view_c(modules[i]), LW_WORD_MODULE);
    }
}

unsigned lw_word_class(enum lw_language language, struct lw_view word)
{
    pthread_once(&once, fill);
    const uint64_t *class = lw_map_get(&words[language], word);
    return class ? (unsigned)*class : 0;
}

int lw_word_module(struct lw_view word)
{
    for (size_t i = 0; i < LW_COUNT(modules); i++)
        if (lw_view_is(word, modules[i]))
            return (int)i;
    return -1;
}
