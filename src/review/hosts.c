/* SPDX-License-Identifier: Apache-2.0
 *
 * review/hosts.c - hosts by their names.
 */
#include "review/hosts.h"

#include "analyze/endpoint.h"

/* Services by their own documentation: what is sent there reaches whoever made the address, and
 * making one takes no proof of who one is. */
static const char *const receivers[] = {
    /* request bins */
    "webhook.site",
    "requestbin.com",
    "requestbin.net",
    "pipedream.net",
    "requestcatcher.com",
    "beeceptor.com",
    "hookbin.com",
    "requestinspector.com",
    "postb.in",
    "webhookrelay.com",
    "requestrepo.com",
    "mockbin.org",
    "hookb.in",
    /* out-of-band tests */
    "burpcollaborator.net",
    "oastify.com",
    "oast.fun",
    "oast.live",
    "oast.me",
    "oast.online",
    "oast.pro",
    "oast.site",
    "interact.sh",
    "interactsh.com",
    "dnslog.cn",
    "ceye.io",
    "canarytokens.com",
    "dnslog.pw",
    "eyes.sh",
    /* tunnels and names without an owner */
    "ngrok.io",
    "ngrok.app",
    "ngrok.dev",
    "ngrok-free.app",
    "ngrok-free.dev",
    "serveo.net",
    "localtunnel.me",
    "loca.lt",
    "trycloudflare.com",
    "pagekite.me",
    "bore.pub",
    "duckdns.org",
    "no-ip.org",
    "ddns.net",
    "hopto.org",
    "zapto.org",
    "nip.io",
    "sslip.io",
    "localhost.run",
    "lhr.life",
    "onion",
    "onion.ly",
    "onion.ws",
    "tor2web.org",
    /* pastes and files */
    "pastebin.com",
    "paste.ee",
    "hastebin.com",
    "ghostbin.com",
    "dpaste.com",
    "dpaste.org",
    "rentry.co",
    "transfer.sh",
    "file.io",
    "0x0.st",
    "anonfiles.com",
    "gofile.io",
    "catbox.moe",
    "termbin.com",
    "ix.io",
    "sprunge.us",
    "temp.sh",
    "bashupload.com",
    "oshi.at",
    /* chats */
    "discord.com",
    "discordapp.com",
    "api.telegram.org",
    "hooks.slack.com",
};

/* Domains whose owners hand names below them out to whoever asks. */
static const char *const shared[] = {
    "amazonaws.com",
    "on.aws",
    "cloudfront.net",
    "awsapps.com",
    "github.io",
    "gitlab.io",
    "pages.dev",
    "workers.dev",
    "r2.dev",
    "vercel.app",
    "netlify.app",
    "web.app",
    "firebaseapp.com",
    "firebaseio.com",
    "appspot.com",
    "run.app",
    "herokuapp.com",
    "azurewebsites.net",
    "azure-api.net",
    "azureedge.net",
    "azurefd.net",
    "windows.net",
    "cloudapp.net",
    "cloudapp.azure.com",
    "fly.dev",
    "onrender.com",
    "railway.app",
    "deno.dev",
    "supabase.co",
    "digitaloceanspaces.com",
    "ondigitalocean.app",
    "blogspot.com",
    "wordpress.com",
    "glitch.me",
    "repl.co",
    "replit.app",
    "surge.sh",
    "cloudfunctions.net",
    "myshopify.com",
    "backblazeb2.com",
    /* kept for documents: whoever it stands for, each is another one */
    "example.com",
    "example.net",
    "example.org",
    "example",
    "test",
    "invalid",
};

static bool is_or_below(struct lw_view host, struct lw_view domain)
{
    if (!lw_view_ends_nocase(host, domain))
        return false;
    return host.len == domain.len || host.ptr[host.len - domain.len - 1] == '.';
}

struct lw_view lw_host_of(struct lw_view url)
{
    size_t scheme = lw_view_find(url, LW_VIEW("://"));
    if (scheme != LW_NOT_FOUND)
        url = lw_view_from(url, scheme + 3);
    for (size_t i = 0; i < url.len; i++) {
        if (url.ptr[i] != '/' && url.ptr[i] != '?' && url.ptr[i] != '#')
            continue;
        url.len = i;
        break;
    }
    size_t user = lw_view_rfind_byte(url, '@');
    if (user != LW_NOT_FOUND)
        url = lw_view_from(url, user + 1);
    if (lw_view_starts(url, LW_VIEW("["))) {
        size_t end = lw_view_find_byte(url, ']');
        return lw_view_sub(url, 1, end == LW_NOT_FOUND ? url.len : end - 1);
    }
    size_t colon = lw_view_find_byte(url, ':');
    bool one = colon != LW_NOT_FOUND && lw_view_rfind_byte(url, ':') == colon;
    return one ? lw_view_sub(url, 0, colon) : url;
}

/* "co.uk": below a country, what stands for all of its firms. */
static bool is_kind_of_owner(struct lw_view label)
{
    static const char *const kinds[] = { "co", "com", "net", "org", "gov", "ac", "edu",
                                         "or", "ne",  "go",  "gob", "in",  "id" };
    return LW_VIEW_IN(label, kinds);
}

struct lw_view lw_host_domain(struct lw_view host)
{
    size_t from = host.len, labels = 0, last = 0;
    uint32_t address;
    if (lw_ipv4_parse(&address, host)) /* its parts are nobody's */
        return host;
    for (size_t i = 0; i < LW_COUNT(shared); i++)
        if (is_or_below(host, lw_view_c(shared[i])))
            return host;
    while (from > 0) {
        const size_t dot = lw_view_rfind_byte(lw_view_sub(host, 0, from), '.');
        const size_t start = dot == LW_NOT_FOUND ? 0 : dot + 1;
        const struct lw_view label = lw_view_sub(host, start, from - start);
        last = labels ? last : label.len;
        labels++;
        if (dot == LW_NOT_FOUND ||
            (labels >= 2 && !(labels == 2 && last == 2 && is_kind_of_owner(label))))
            return lw_view_from(host, start);
        from = dot;
    }
    return host;
}

bool lw_host_is_address(struct lw_view host)
{
    uint32_t ip;
    if (lw_view_find_byte(host, ':') != LW_NOT_FOUND) {
        bool inside = lw_view_is(host, "::1") || lw_view_is(host, "::") ||
                      lw_view_starts_nocase(host, LW_VIEW("fe8")) ||
                      lw_view_starts_nocase(host, LW_VIEW("fd")) ||
                      lw_view_starts_nocase(host, LW_VIEW("fc"));
        for (size_t i = 0; i < host.len; i++) {
            uint8_t c = lw_lower(host.ptr[i]);
            if (!lw_is_digit(c) && !(c >= 'a' && c <= 'f') && c != ':' && c != '.')
                return false;
        }
        return !inside;
    }
    /* "1.2" is a version; a single small number is none either. */
    bool dotted = lw_ipv4_parse(&ip, host);
    size_t dots = 0;
    for (size_t i = 0; i < host.len; i++)
        dots += host.ptr[i] == '.';
    return dotted && (dots == 3 || (dots == 0 && ip > 0xffffff)) && !lw_ipv4_is_local(ip);
}

bool lw_host_receives(struct lw_view host)
{
    while (lw_view_ends(host, LW_VIEW(".")))
        host.len--;
    for (size_t i = 0; i < LW_COUNT(receivers); i++)
        if (is_or_below(host, lw_view_c(receivers[i])))
            return true;
    return false;
}
