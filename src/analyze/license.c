/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/license.c - common spellings of licences, compared in a normal form.
 *
 * The normal form is lower case words and numbers with one space between: "v", "the", "license",
 * "version" and the like are left out, ".0" at a number's end too, and "or later" becomes "+".
 */
#include "analyze/license.h"

#include <stdlib.h>

enum { NORMAL_BYTES = 96 };

struct spelling {
    const char *normal, *spdx;
};

/* Sorted by the normal form. */
static const struct spelling spellings[] = {
    { "0 bsd", "0BSD" },
    { "2 clause bsd", "BSD-2-Clause" },
    { "3 clause bsd", "BSD-3-Clause" },
    { "academic free 3", "AFL-3.0" },
    { "afl 2.1", "AFL-2.1" },
    { "afl 3", "AFL-3.0" },
    { "agpl 3", "AGPL-3.0-only" },
    { "agpl 3 +", "AGPL-3.0-or-later" },
    { "al 2", "Apache-2.0" },
    { "apache", "Apache-2.0" },
    { "apache 1.1", "Apache-1.1" },
    { "apache 2", "Apache-2.0" },
    { "apache foundation 2", "Apache-2.0" },
    { "artistic", "Artistic-1.0" },
    { "artistic 2", "Artistic-2.0" },
    { "asl 2", "Apache-2.0" },
    { "beerware", "Beerware" },
    { "blue oak model 1", "BlueOak-1.0.0" },
    { "blueoak 1", "BlueOak-1.0.0" },
    { "boost 1", "BSL-1.0" },
    { "bsd 0 clause", "0BSD" },
    { "bsd 2", "BSD-2-Clause" },
    { "bsd 2 clause", "BSD-2-Clause" },
    { "bsd 2 clause simplified", "BSD-2-Clause" },
    { "bsd 3", "BSD-3-Clause" },
    { "bsd 3 clause", "BSD-3-Clause" },
    { "bsd 3 clause new or revised", "BSD-3-Clause" },
    { "bsd 4 clause", "BSD-4-Clause" },
    { "bsd new", "BSD-3-Clause" },
    { "bsd simplified", "BSD-2-Clause" },
    { "bsl 1", "BSL-1.0" },
    { "cc 0", "CC0-1.0" },
    { "cc 0 1", "CC0-1.0" },
    { "cc 0 1 universal", "CC0-1.0" },
    { "cc by 3", "CC-BY-3.0" },
    { "cc by 4", "CC-BY-4.0" },
    { "cddl 1", "CDDL-1.0" },
    { "cddl 1.1", "CDDL-1.1" },
    { "common development and distribution 1", "CDDL-1.0" },
    { "creative commons zero 1 universal", "CC0-1.0" },
    { "eclipse 1", "EPL-1.0" },
    { "eclipse 2", "EPL-2.0" },
    { "eclipse distribution 1", "BSD-3-Clause" },
    { "eclipse public 1", "EPL-1.0" },
    { "eclipse public 2", "EPL-2.0" },
    { "edl 1", "BSD-3-Clause" },
    { "epl 1", "EPL-1.0" },
    { "epl 2", "EPL-2.0" },
    { "eupl 1.1", "EUPL-1.1" },
    { "eupl 1.2", "EUPL-1.2" },
    { "expat", "MIT" },
    { "gnu affero general public 3", "AGPL-3.0-only" },
    { "gnu affero general public 3 +", "AGPL-3.0-or-later" },
    { "gnu general public 2", "GPL-2.0-only" },
    { "gnu general public 2 +", "GPL-2.0-or-later" },
    { "gnu general public 3", "GPL-3.0-only" },
    { "gnu general public 3 +", "GPL-3.0-or-later" },
    { "gnu gpl 2", "GPL-2.0-only" },
    { "gnu gpl 2 +", "GPL-2.0-or-later" },
    { "gnu gpl 3", "GPL-3.0-only" },
    { "gnu gpl 3 +", "GPL-3.0-or-later" },
    { "gnu lesser general public 2.1", "LGPL-2.1-only" },
    { "gnu lesser general public 2.1 +", "LGPL-2.1-or-later" },
    { "gnu lesser general public 3", "LGPL-3.0-only" },
    { "gnu lesser general public 3 +", "LGPL-3.0-or-later" },
    { "gnu lgpl 2.1", "LGPL-2.1-only" },
    { "gnu lgpl 2.1 +", "LGPL-2.1-or-later" },
    { "gnu lgpl 3", "LGPL-3.0-only" },
    { "gnu lgpl 3 +", "LGPL-3.0-or-later" },
    { "gnu library general public 2", "LGPL-2.0-only" },
    { "gnu library general public 2 +", "LGPL-2.0-or-later" },
    { "gpl 2", "GPL-2.0-only" },
    { "gpl 2 +", "GPL-2.0-or-later" },
    { "gpl 3", "GPL-3.0-only" },
    { "gpl 3 +", "GPL-3.0-or-later" },
    { "historical permission notice and disclaimer", "HPND" },
    { "hpnd", "HPND" },
    { "isc", "ISC" },
    { "iscl", "ISC" },
    { "lgpl 2", "LGPL-2.0-only" },
    { "lgpl 2 +", "LGPL-2.0-or-later" },
    { "lgpl 2.1", "LGPL-2.1-only" },
    { "lgpl 2.1 +", "LGPL-2.1-or-later" },
    { "lgpl 3", "LGPL-3.0-only" },
    { "lgpl 3 +", "LGPL-3.0-or-later" },
    { "mit", "MIT" },
    { "mit 0", "MIT-0" },
    { "mit expat", "MIT" },
    { "mit no attribution", "MIT-0" },
    { "mit x 11", "MIT" },
    { "modified bsd", "BSD-3-Clause" },
    { "mozilla public 1.1", "MPL-1.1" },
    { "mozilla public 2", "MPL-2.0" },
    { "mpl 1.1", "MPL-1.1" },
    { "mpl 2", "MPL-2.0" },
    { "ms pl", "MS-PL" },
    { "new bsd", "BSD-3-Clause" },
    { "new bsd 3 clause", "BSD-3-Clause" },
    { "openssl", "OpenSSL" },
    { "osl 3", "OSL-3.0" },
    { "php 3.01", "PHP-3.01" },
    { "psf", "PSF-2.0" },
    { "psf 2", "PSF-2.0" },
    { "psfl", "PSF-2.0" },
    { "python", "Python-2.0" },
    { "python 2", "Python-2.0" },
    { "python foundation", "PSF-2.0" },
    { "revised bsd", "BSD-3-Clause" },
    { "ruby", "Ruby" },
    { "simplified bsd", "BSD-2-Clause" },
    { "unlicense", "Unlicense" },
    { "upl", "UPL-1.0" },
    { "upl 1", "UPL-1.0" },
    { "w 3 c", "W3C" },
    { "wtfpl", "WTFPL" },
    { "wtfpl 2", "WTFPL" },
    { "x 11", "X11" },
    { "zlib", "Zlib" },
    { "zlib libpng", "Zlib" },
    { "zope public 2.1", "ZPL-2.1" },
    { "zpl 2.1", "ZPL-2.1" },
};

struct normal {
    char text[NORMAL_BYTES];
    size_t len;
    bool full;
};

static bool is_number(struct lw_view word)
{
    return word.len && lw_is_digit(word.ptr[0]);
}

static void add_word(struct normal *n, struct lw_view word)
{
    static const char *const silent[] = { "the",      "license", "licence",  "licensed",
                                          "licenses", "version", "software", "under",
                                          "v",        "only",    "any",      "ver" };
    if (LW_VIEW_IN_NOCASE(word, silent))
        return;
    while (is_number(word) && lw_view_ends(word, LW_VIEW(".0")))
        word.len -= 2;
    if (n->len + word.len + 2 > NORMAL_BYTES) {
        n->full = true;
        return;
    }
    if (n->len)
        n->text[n->len++] = ' ';
    for (size_t i = 0; i < word.len; i++)
        n->text[n->len++] = (char)lw_lower(word.ptr[i]);
}

/* The next word (letters), number (digits and dots between them) or "+". */
static bool next_word(struct lw_view *word, struct lw_view *rest)
{
    size_t at = 0, end;
    while (at < rest->len && !lw_is_alnum(rest->ptr[at]) && rest->ptr[at] != '+')
        at++;
    *rest = lw_view_from(*rest, at);
    if (rest->len == 0)
        return false;
    if (rest->ptr[0] == '+') {
        end = 1;
    } else if (lw_is_digit(rest->ptr[0])) {
        for (end = 1; end < rest->len; end++) {
            bool dot = rest->ptr[end] == '.' && end + 1 < rest->len &&
                       lw_is_digit(rest->ptr[end + 1]);
            if (!dot && !lw_is_digit(rest->ptr[end]))
                break;
        }
    } else {
        for (end = 1; end < rest->len && lw_is_alpha(rest->ptr[end]); end++)
            ;
        /* "GPLv3": the v belongs to the number. */
        bool digit = end < rest->len && lw_is_digit(rest->ptr[end]);
        if (digit && end > 1 && lw_lower(rest->ptr[end - 1]) == 'v')
            end--;
    }
    *word = lw_view_sub(*rest, 0, end);
    *rest = lw_view_from(*rest, end);
    return true;
}

/* "GNU General Public License v3 (GPLv3)" says it twice: without the brackets at the end. */
static struct lw_view without_brackets(struct lw_view text)
{
    if (text.len < 3 || text.ptr[text.len - 1] != ')')
        return text;
    size_t open = lw_view_rfind_byte(text, '(');
    return open == LW_NOT_FOUND || open == 0 ? text : lw_view_trim(lw_view_sub(text, 0, open));
}

static struct lw_view normal_form(struct normal *n, struct lw_view text)
{
    struct lw_view rest = without_brackets(text), word;
    while (!n->full && next_word(&word, &rest)) {
        bool later = lw_view_eq_nocase(word, LW_VIEW("later")) ||
                     lw_view_eq_nocase(word, LW_VIEW("newer"));
        bool after_or = n->len >= 3 && memcmp(n->text + n->len - 3, " or", 3) == 0;
        if (later && after_or)
            n->len -= 3;
        add_word(n, later ? LW_VIEW("+") : word);
    }
    return n->full ? LW_VIEW_NONE : lw_view(n->text, n->len);
}

static int by_normal(const void *key, const void *item)
{
    const struct spelling *spelling = item;
    return lw_view_cmp(*(const struct lw_view *)key, lw_view_c(spelling->normal));
}

/* Addresses that stand for a licence, as OSGi and npm give them, without "https://" and "www.". */
static bool by_address(struct lw_view *spdx, struct lw_view text)
{
    static const struct spelling addresses[] = {
        { "apache.org/licenses/LICENSE-2.0", "Apache-2.0" },
        { "opensource.org/licenses/Apache-2.0", "Apache-2.0" },
        { "opensource.org/licenses/apache2.0", "Apache-2.0" },
        { "opensource.org/licenses/MIT", "MIT" },
        { "opensource.org/licenses/mit-license", "MIT" },
        { "opensource.org/license/mit", "MIT" },
        { "opensource.org/licenses/BSD-2-Clause", "BSD-2-Clause" },
        { "opensource.org/licenses/BSD-3-Clause", "BSD-3-Clause" },
        { "opensource.org/licenses/ISC", "ISC" },
        { "eclipse.org/legal/epl-2.0", "EPL-2.0" },
        { "eclipse.org/legal/epl-v20", "EPL-2.0" },
        { "eclipse.org/legal/epl-v10", "EPL-1.0" },
        { "eclipse.org/org/documents/edl-v10", "BSD-3-Clause" },
        { "mozilla.org/MPL/2.0", "MPL-2.0" },
        { "creativecommons.org/publicdomain/zero/1.0", "CC0-1.0" },
        { "unlicense.org", "Unlicense" },
        { "gnu.org/licenses/old-licenses/lgpl-2.1", "LGPL-2.1-only" },
        { "gnu.org/licenses/old-licenses/gpl-2.0", "GPL-2.0-only" },
        { "gnu.org/licenses/gpl-3.0", "GPL-3.0-only" },
        { "gnu.org/licenses/lgpl-3.0", "LGPL-3.0-only" },
        { "gnu.org/licenses/agpl-3.0", "AGPL-3.0-only" },
    };
    static const char *const heads[] = { "https://", "http://", "www." };
    size_t before = text.len;
    for (size_t i = 0; i < LW_COUNT(heads); i++)
        if (lw_view_starts_nocase(text, lw_view_c(heads[i])))
            text = lw_view_from(text, strlen(heads[i]));
    for (size_t i = 0; before != text.len && i < LW_COUNT(addresses); i++) {
        struct lw_view each = lw_view_c(addresses[i].normal);
        /* "licenses/MIT" is not "licenses/MIT-0": a suffix of a file or nothing may follow. */
        struct lw_view rest = lw_view_from(text, each.len);
        if (!lw_view_starts_nocase(text, each) ||
            (rest.len && rest.ptr[0] != '.' && rest.ptr[0] != '/' && rest.ptr[0] != '#'))
            continue;
        *spdx = lw_view_c(addresses[i].spdx);
        return true;
    }
    return false;
}

bool lw_license_find(struct lw_view *spdx, struct lw_view text)
{
    struct normal n = { .len = 0 };
    text = lw_view_trim(text);
    if (text.len == 0 || text.len > 2 * NORMAL_BYTES)
        return false;
    if (by_address(spdx, text))
        return true;
    struct lw_view key = normal_form(&n, text);
    if (key.len == 0)
        return false;
    const struct spelling *hit = bsearch(&key, spellings, LW_COUNT(spellings), sizeof spellings[0],
                                         by_normal);
    if (!hit)
        return false;
    *spdx = lw_view_c(hit->spdx);
    return true;
}

struct lw_view lw_license_spdx(struct lw_view text)
{
    struct lw_view spdx;
    return lw_license_find(&spdx, text) ? spdx : lw_view_trim(text);
}

struct lw_view lw_license_classifier(struct lw_view classifier)
{
    classifier = lw_view_trim(classifier);
    if (!lw_view_starts(classifier, LW_VIEW("License ::")))
        return LW_VIEW_NONE;
    size_t colon = lw_view_rfind_byte(classifier, ':');
    struct lw_view last = lw_view_trim(lw_view_from(classifier, colon + 1)), spdx;
    if (lw_view_is(last, "OSI Approved") || lw_view_is(last, "DFSG approved"))
        return LW_VIEW_NONE;
    if (lw_license_find(&spdx, last))
        return spdx;
    /* "GNU Lesser General Public License v2 or later (LGPLv2+)": what is in the brackets. */
    size_t open = lw_view_rfind_byte(last, '(');
    if (open != LW_NOT_FOUND && last.ptr[last.len - 1] == ')' &&
        lw_license_find(&spdx, lw_view_sub(last, open + 1, last.len - open - 2)))
        return spdx;
    return last;
}
