/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/js_banner.c - the comment at a library's head that minifiers keep.
 */
#include "analyze/js_bundle.h"
#include "analyze/node_manifest.h"

enum { BANNER_MAX_BYTES = 600, LINES_MAX = 4, WORDS_BETWEEN = 3 };

/* What the banner calls it, and its name in the registry where that is not the same in small
 * letters. */
static const char *const proper_names[][2] = {
    { "AngularJS", "angular" },
    { "Axios", "axios" },
    { "Backbone.js", "backbone" },
    { "Bootstrap", "bootstrap" },
    { "Chart.js", "chart.js" },
    { "DOMPurify", "dompurify" },
    { "Ember", "ember-source" },
    { "Hammer.JS", "hammerjs" },
    { "Handlebars", "handlebars" },
    { "https://mths.be/cssesc", "cssesc" },
    { "https://mths.be/he", "he" },
    { "https://mths.be/jsesc", "jsesc" },
    { "https://mths.be/punycode", "punycode" },
    { "https://mths.be/regenerate", "regenerate" },
    { "jQuery", "jquery" },
    { "JSZip", "jszip" },
    { "Knockout", "knockout" },
    { "Lodash", "lodash" },
    { "Moment.js", "moment" },
    { "moment.js", "moment" },
    { "Modernizr", "modernizr" },
    { "Preact", "preact" },
    { "Select2", "select2" },
    { "Socket.IO", "socket.io-client" },
    { "Sortable", "sortablejs" },
    { "Swiper", "swiper" },
    { "Underscore.js", "underscore" },
    { "underscore.js", "underscore" },
    { "Video.js", "video.js" },
    { "Vue.js", "vue" },
    { "vue.js", "vue" },
};

static bool is_version_word(struct lw_view *out, struct lw_view word, unsigned least_dots)
{
    unsigned dots = 0;
    while (word.len && (word.ptr[word.len - 1] == ',' || word.ptr[word.len - 1] == ';' ||
                        word.ptr[word.len - 1] == ':' || word.ptr[word.len - 1] == ')' ||
                        word.ptr[word.len - 1] == '.'))
        word.len--;
    if (word.len && (word.ptr[0] == '(' || word.ptr[0] == '@'))
        word = lw_view_from(word, 1);
    if (word.len && lw_lower(word.ptr[0]) == 'v')
        word = lw_view_from(word, 1);
    if (!lw_node_version_valid(word))
        return false;
    for (size_t i = 0; i < word.len && (lw_is_digit(word.ptr[i]) || word.ptr[i] == '.'); i++)
        dots += word.ptr[i] == '.';
    *out = word;
    return dots >= least_dots;
}

static bool is_filler(struct lw_view word)
{
    static const char *const fillers[] = { "-",        "JavaScript", "Library", "library",
                                           "version",  "Version",    "v",       "|",
                                           "@version", "--" };
    for (size_t i = 0; i < LW_COUNT(fillers); i++)
        if (lw_view_is(word, fillers[i]))
            return true;
    return false;
}

/* The registry's name; false for a word that can be none. */
static bool registry_name(struct lw_view *out, bool *proper, struct lw_view word)
{
    while (word.len && (word.ptr[word.len - 1] == ',' || word.ptr[word.len - 1] == ':'))
        word.len--;
    *proper = true;
    for (size_t i = 0; i < LW_COUNT(proper_names); i++) {
        if (lw_view_is(word, proper_names[i][0])) {
            *out = lw_view_c(proper_names[i][1]);
            return true;
        }
    }
    *proper = false;
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] >= 'A' && word.ptr[i] <= 'Z')
            return false;
    *out = word;
    return word.len >= 2 && lw_is_alnum(word.ptr[word.len - 1]) && lw_node_name_valid(word) &&
           !lw_is_digit(word.ptr[0]);
}

/* "react-dom.production.min.js" names which of React's packages it is. */
static void react_name(struct lw_view *name, struct lw_view banner)
{
    static const char *const kinds[] = { ".production", ".development", ".profiling" };
    *name = LW_VIEW("react");
    for (size_t i = 0; i < LW_COUNT(kinds); i++) {
        size_t at = lw_view_find(banner, lw_view_c(kinds[i]));
        size_t start = at == LW_NOT_FOUND ? 0 : at;
        while (at != LW_NOT_FOUND && start > 0 &&
               (lw_is_alnum(banner.ptr[start - 1]) || banner.ptr[start - 1] == '-'))
            start--;
        struct lw_view word = lw_view_sub(banner, start, at == LW_NOT_FOUND ? 0 : at - start);
        if (lw_node_name_valid(word)) {
            *name = word;
            return;
        }
    }
}

/* "NAME v1.2.3", "NAME JavaScript Library v1.2.3", "NAME - v1.2.3", "NAME@1.2.3" */
static bool named_with_version(struct lw_view *name, struct lw_view *version, struct lw_view line)
{
    struct lw_view word;
    bool proper = false;
    if (!lw_view_split(&word, &line, ' '))
        return false;
    size_t at = lw_view_rfind_byte(word, '@');
    if (at != LW_NOT_FOUND && at > 0)
        return registry_name(name, &proper, lw_view_sub(word, 0, at)) &&
               is_version_word(version, lw_view_from(word, at), 2);
    if (lw_view_is(word, "React"))
        proper = true;
    else if (!registry_name(name, &proper, word))
        return false;
    for (unsigned i = 0; i < WORDS_BETWEEN && lw_view_split(&word, &line, ' '); i++) {
        if (is_version_word(version, word, proper ? 1 : 2))
            return true;
        if (word.len && !is_filler(word))
            return false;
    }
    return false;
}

/* "safe-buffer. MIT License. Feross Aboukhadijeh <...>" */
static bool named_with_license(struct lw_view *name, struct lw_view line)
{
    struct lw_view word;
    bool proper;
    bool license = lw_view_find(line, LW_VIEW(" License.")) != LW_NOT_FOUND ||
                   lw_view_find(line, LW_VIEW(" License ")) != LW_NOT_FOUND;
    if (!license || !lw_view_split(&word, &line, ' ') || word.len < 3 ||
        word.ptr[word.len - 1] != '.')
        return false;
    return registry_name(name, &proper, lw_view_sub(word, 0, word.len - 1));
}

static struct lw_view without_star(struct lw_view line)
{
    line = lw_view_trim(line);
    while (line.len && line.ptr[0] == '*')
        line = lw_view_from(line, 1);
    line = lw_view_trim(line);
    return lw_view_starts(line, LW_VIEW("@license")) ? lw_view_trim(lw_view_from(line, 8)) : line;
}

bool lw_bundle_banner(struct lw_view *name, struct lw_view *version, struct lw_view text)
{
    struct lw_view banner = lw_view_sub(text, 0, BANNER_MAX_BYTES), rest, line;
    size_t end = lw_view_find(banner, LW_VIEW("*/"));
    banner = lw_view_sub(banner, 0, end == LW_NOT_FOUND ? banner.len : end);
    rest = banner;
    struct lw_view alone = LW_VIEW_NONE; /* the line before, where it was one word */
    *version = LW_VIEW_NONE;
    for (unsigned lines = 0; lines < LINES_MAX && lw_view_line(&line, &rest);) {
        bool proper;
        line = without_star(line);
        if (line.len == 0)
            continue;
        if (named_with_version(name, version, line)) {
            if (lw_view_starts(line, LW_VIEW("React ")))
                react_name(name, banner);
            return true;
        }
        *version = LW_VIEW_NONE;
        if (named_with_license(name, line))
            return true;
        bool copyright = lw_view_starts(line, LW_VIEW("Copyright"));
        if (copyright && alone.len && registry_name(name, &proper, alone))
            return true;
        alone = lines == 0 && lw_view_find_byte(line, ' ') == LW_NOT_FOUND ? line : LW_VIEW_NONE;
        lines++;
    }
    return false;
}
