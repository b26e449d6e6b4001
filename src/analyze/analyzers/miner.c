/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/miner.c - cryptominers, by the name of a program and by strings.
 *
 * One string proves nothing: lists of hosts to block name pools, rules of scanners name miners. A
 * file is a miner, or set up for one, where signs of two different kinds stand at places of their
 * own, one of them an address to mine at, both calls of the protocol, or both options of a set-up.
 */
#include "analyze/elf.h"
#include "analyze/patterns.h"
#include "base/buf.h"
#include "base/text.h"

enum sign {
    S_ADDRESS = 1,  /* stratum+tcp://host:port */
    S_PROTOCOL = 2, /* mining.subscribe and mining.authorize */
    S_NAME = 4,     /* of a miner */
    S_ALGORITHM = 8,
    S_SETTINGS = 16, /* donate-level and rig-id */
    S_POOL = 32,
    S_BROWSER = 64, /* new CoinHive.Anonymous( */
};

static const struct {
    const char *name;
    bool sure; /* no other program is called so */
} names[] = {
    { "xmrig", true },          { "xmrig-notls", true },    { "xmrig-cuda", true },
    { "xmrig-proxy", true },    { "xmr-stak", true },       { "xmr-stak-cpu", true },
    { "xmr-stak-rx", true },    { "minerd", true },         { "cpuminer", true },
    { "cpuminer-multi", true }, { "cpuminer-opt", true },   { "cpuminer-sse2", true },
    { "cpuminer-avx2", true },  { "ccminer", true },        { "ethminer", true },
    { "nbminer", true },        { "lolminer", true },       { "phoenixminer", true },
    { "teamredminer", true },   { "srbminer-multi", true }, { "srbminer", true },
    { "bfgminer", true },       { "cgminer", true },        { "sgminer", true },
    { "nanominer", true },      { "wildrig-multi", true },  { "nheqminer", true },
    { "ethdcrminer64", true },  { "kdevtmpfsi", true },     { "t-rex", false },
    { "gminer", false },        { "bminer", false },        { "miner", false },
    { "rigel", false },         { "onezerominer", false },
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 16 ? LW_WANT_YES : LW_WANT_NO;
}

static bool runs(const struct lw_file *file)
{
    return lw_elf_magic(file->bytes) || lw_view_starts(file->bytes, LW_VIEW("#!"));
}

/* 0: not a miner's name. 1: it may be. 2: it is. */
static int by_name(struct lw_view path)
{
    struct lw_view base = lw_path_base(path);
    const char first = base.len ? (char)lw_lower(base.ptr[0]) : '\0';
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (names[i].name[0] == first && lw_view_eq_nocase(base, lw_view_c(names[i].name)))
            return names[i].sure ? 2 : 1;
    return 0;
}

/* "host:port" or "host.tld" behind an address's scheme. */
static size_t host_behind(struct lw_view text)
{
    size_t n = 0, dots = 0, colons = 0;
    for (; n < text.len && n < 128; n++) {
        uint8_t c = text.ptr[n];
        if (c == '.' && n)
            dots++;
        else if (c == ':' && n)
            colons++;
        else if (!lw_is_alnum(c) && c != '-' && c != '_' && c != '@' && c != '.')
            break;
    }
    return dots || colons ? n : 0;
}

static unsigned sign_of(uint32_t pattern)
{
    if (pattern >= LW_PAT_STRATUM_TCP && pattern <= LW_PAT_STRATUM_2)
        return S_ADDRESS;
    if (pattern == LW_PAT_MINING_SUBSCRIBE || pattern == LW_PAT_MINING_AUTHORIZE)
        return S_PROTOCOL;
    if (pattern >= LW_PAT_XMRIG && pattern <= LW_PAT_WEBMINEPOOL)
        return S_NAME;
    if (pattern == LW_PAT_CRYPTONIGHT || pattern == LW_PAT_RANDOMX || pattern == LW_PAT_CN_VARIANT)
        return S_ALGORITHM;
    if (pattern == LW_PAT_DONATE_LEVEL || pattern == LW_PAT_RIG_ID)
        return S_SETTINGS;
    if (pattern >= LW_PAT_POOL_XMRIG && pattern <= LW_PAT_POOL_KRYPTEX)
        return S_POOL;
    return pattern == LW_PAT_COINHIVE_CALL ? S_BROWSER : 0;
}

struct signs {
    unsigned kinds;
    uint64_t offset, address_end; /* of the first strong one; where its address ends */
    struct lw_buf evidence;
};

static void note(struct signs *signs, unsigned kind, struct lw_view bytes, uint64_t offset,
                 size_t len)
{
    if (signs->kinds & kind)
        return;
    if (signs->kinds == 0)
        signs->offset = offset;
    signs->kinds |= kind;
    if (signs->evidence.len)
        lw_buf_add_c(&signs->evidence, ", ");
    lw_text_add_safe(&signs->evidence, lw_view_sub(bytes, (size_t)offset, len));
}

static size_t scheme_start(struct lw_view bytes, size_t end)
{
    size_t at = end > 16 ? end - 16 : 0;
    struct lw_view before = lw_view_sub(bytes, at, end - at);
    for (size_t i = 0; i + 7 < before.len; i++)
        if (lw_view_starts_nocase(lw_view_from(before, i), LW_VIEW("stratum")))
            return at + i;
    return at;
}

static void gather(struct signs *signs, const struct lw_file *file,
                   const struct lw_pattern_hits *hits)
{
    struct lw_view bytes = file->bytes;
    for (size_t i = 0; i < hits->count; i++) {
        size_t end = (size_t)hits->items[i].end, host;
        unsigned kind = sign_of(hits->items[i].pattern);
        if (kind == S_ADDRESS && (host = host_behind(lw_view_from(bytes, end))) > 0) {
            size_t start = scheme_start(bytes, end);
            note(signs, kind, bytes, start, end + host - start);
            signs->address_end = end + host;
        } else if (kind == S_PROTOCOL) {
            if (hits->seen[LW_PAT_MINING_SUBSCRIBE] && hits->seen[LW_PAT_MINING_AUTHORIZE])
                note(signs, kind, bytes, end - strlen("mining.subscribe"),
                     strlen("mining.subscribe"));
        } else if (kind == S_SETTINGS) {
            if (hits->seen[LW_PAT_DONATE_LEVEL] && hits->seen[LW_PAT_RIG_ID])
                note(signs, kind, bytes, end > 12 ? end - 12 : 0, 12);
        } else if (kind && kind != S_ADDRESS && end > signs->address_end) {
            /* A pool named by the address itself is no second sign. */
            size_t from = end > 12 ? end - 12 : 0;
            note(signs, kind, bytes, from, end - from);
        }
    }
}

static bool is_miner(unsigned kinds)
{
    const unsigned strong = S_ADDRESS | S_PROTOCOL | S_SETTINGS;
    if (kinds & S_BROWSER)
        return true;
    return (kinds & strong) && (kinds & (kinds - 1));
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    struct signs signs = { .evidence = LW_BUF_INIT };
    int named = by_name(file->path);
    bool program = runs(file);
    if (hits->count)
        gather(&signs, file, hits);
    bool by_strings = is_miner(signs.kinds);
    if (by_strings || (program && (named == 2 || (named == 1 && signs.kinds)))) {
        struct lw_fact *fact = lw_facts_add(out, LW_F_MINER, file->location);
        fact->offset = signs.offset;
        lw_fact_set(out, fact, LW_K_NAME, lw_path_base(file->path));
        lw_fact_set_c(out, fact, LW_K_KIND, program ? "program" : "configuration or script");
        lw_fact_set_c(out, fact, LW_K_DETAIL,
                      !by_strings ? "by name"
                      : named     ? "by name and strings"
                                  : "by strings");
        lw_fact_set(out, fact, LW_K_EVIDENCE,
                    signs.evidence.len ? lw_buf_view(&signs.evidence) : lw_path_base(file->path));
    }
    lw_buf_clear(&signs.evidence);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_miner = {
    .name = "miner",
    .what = "Cryptominers: programs by name, programs and set-ups by two kinds of strings",
    .wants = wants,
    .file = file,
};
