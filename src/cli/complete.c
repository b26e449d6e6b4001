/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/complete.c - completions for bash and zsh, written from the verbs' tables.
 *
 * Spec:    bash(1), Programmable Completion; zshcompsys(1), _arguments and _describe.
 */
#include "cli/complete.h"

static void bash_option_names(FILE *out, const struct lw_option *options)
{
    for (const struct lw_option *o = options; o && o->name; o++)
        fprintf(out, " --%s", o->name);
}

/* The end of a case of `verb` that offers words. */
static void bash_offer(FILE *out, const char *values)
{
    fputs(") _layerward_words '", out);
    lw_complete_words(out, values);
    fputs("' ;;\n", out);
}

/* What may follow an option that takes a value. */
static void bash_values(FILE *out, const struct lw_verb *verb)
{
    for (const struct lw_option *o = verb->options; o && o->name; o++) {
        if (!o->arg)
            continue;
        fprintf(out, "            '%s --%s'", verb->name, o->name);
        if (o->letter)
            fprintf(out, " | '%s -%c'", verb->name, o->letter);
        if (o->values && strcmp(o->values, "@dir") == 0)
            fputs(") COMPREPLY=($(compgen -d -- \"$cur\")) ;;\n", out);
        else if (lw_complete_has_words(o->values))
            bash_offer(out, o->values);
        else
            fputs(") ;;\n", out); /* -o default: the names of files */
    }
}

static void bash_words(FILE *out)
{
    fputs("    local words='", out);
    for (size_t i = 0; i < lw_verb_count; i++)
        if (lw_verb_begins_word(i))
            fprintf(out, "%.*s ", LW_FMT(lw_verb_first_word(lw_verb_all[i])));
    fputs("help --help --version'\n    local groups='", out);
    for (size_t i = 0; i < lw_verb_count; i++)
        if (lw_verb_in_group(lw_verb_all[i]) && !lw_verb_all[i]->hidden)
            fprintf(out, "%s;", lw_verb_all[i]->name);
    fputs("'\n", out);
}

/* Options where one is begun, else what the first operand can be; files come from -o default. */
static void bash_options_and_operands(FILE *out)
{
    fputs("    if [[ $cur == -* ]]; then\n        case $verb in\n", out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        if (lw_verb_all[i]->hidden)
            continue;
        fprintf(out, "            '%s') words='", lw_verb_all[i]->name);
        bash_option_names(out, lw_verb_all[i]->options);
        bash_option_names(out, lw_common_options);
        fputs("' ;;\n", out);
    }
    fputs("            *) words=--help ;;\n"
          "        esac\n"
          "        _layerward_words \"$words\"\n"
          "        return\n"
          "    fi\n"
          "    case $verb in\n",
          out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        if (!lw_complete_has_words(lw_verb_all[i]->operand))
            continue;
        fprintf(out, "        '%s') words='", lw_verb_all[i]->name);
        lw_complete_words(out, lw_verb_all[i]->operand);
        fputs("' ;;\n", out);
    }
    fputs("        *) return ;;\n"
          "    esac\n"
          "    for name in \"${typed[@]:0:at}\"; do\n"
          "        [[ \" $words \" == *\" $name \"* ]] && return\n"
          "    done\n"
          "    _layerward_words \"$words\"\n"
          "}\n",
          out);
}

/* `=` is a word of its own in COMP_WORDS, or is none, as COMP_WORDBREAKS has it. */
static const char bash_head[] =
    "# bash completion for layerward; written by `layerward completion bash`\n"
    "_layerward_words() { # words, and no names of files where none of them fits\n"
    "    compopt +o default 2>/dev/null\n"
    "    COMPREPLY=($(compgen -P \"$prefix\" -W \"$1\" -- \"$cur\"))\n"
    "}\n"
    "_layerward() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} prefix='' name\n"
    "    local typed=(\"${COMP_WORDS[@]:1}\") at=$((COMP_CWORD - 1)) helping=''\n"
    "    if [[ ${typed[0]} == help ]] && ((at > 0)); then\n"
    "        typed=(\"${typed[@]:1}\") at=$((at - 1)) helping=yes\n"
    "    fi\n"
    "    local verb=${typed[0]}\n"
    "    if [[ $cur == = ]]; then\n"
    "        cur=''\n"
    "    elif [[ $prev == = ]] && ((COMP_CWORD > 1)); then\n"
    "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    elif [[ $cur == --*=* ]]; then\n"
    "        prev=${cur%%=*} cur=${cur#*=}\n"
    "        prefix=$prev=\n"
    "    fi\n";

void lw_complete_bash(FILE *out)
{
    fputs(bash_head, out);
    bash_words(out);
    fputs("    COMPREPLY=()\n"
          "    if ((at == 0)); then\n"
          "        _layerward_words \"$words\"\n"
          "        return\n"
          "    fi\n"
          "    if [[ \";$groups\" == *\";$verb \"* && ${typed[1]} != -* ]]; then\n"
          "        if ((at == 1)); then\n"
          "            words=''\n"
          "            local IFS=';'\n"
          "            for name in $groups; do\n"
          "                [[ $name == \"$verb \"* ]] && words+=\"${name#* } \"\n"
          "            done\n"
          "            IFS=$' \\t\\n'\n"
          "            _layerward_words \"$words\"\n"
          "            return\n"
          "        fi\n"
          "        verb=\"$verb ${typed[1]}\"\n"
          "    fi\n"
          "    if [[ $helping ]]; then\n"
          "        _layerward_words ''\n"
          "        return\n"
          "    fi\n"
          "    if [[ $prev == -* ]]; then\n"
          "        case \"$verb $prev\" in\n",
          out);
    for (size_t i = 0; i < lw_verb_count; i++)
        if (!lw_verb_all[i]->hidden)
            bash_values(out, lw_verb_all[i]);
    fputs("            *) prev='' ;;\n"
          "        esac\n"
          "        [[ $prev ]] && return\n"
          "    fi\n",
          out);
    bash_options_and_operands(out);
    fputs("complete -o default -F _layerward layerward\n", out);
}

/* Text inside '...' of _arguments or _describe: up to the first line end, with what these treat
 * as special behind a backslash. */
static void zsh_text(FILE *out, const char *text)
{
    for (; text && *text && *text != '\n'; text++) {
        if (*text == '\'')
            fputs("'\\'", out);
        else if (strchr(":[]\\", *text))
            fputc('\\', out);
        fputc(*text, out);
    }
}

static void zsh_values(FILE *out, const char *values)
{
    if (!lw_complete_has_words(values)) {
        fputs(":_files", out);
        return;
    }
    fputs(":(", out);
    lw_complete_words(out, values);
    fputc(')', out);
}

static void zsh_option(FILE *out, const struct lw_option *o)
{
    fputs(" \\\n            '*'", out);
    if (o->letter)
        fprintf(out, "{-%c%s,--%s%s}", o->letter, o->arg ? "+" : "", o->name, o->arg ? "=" : "");
    else
        fprintf(out, "--%s%s", o->name, o->arg ? "=" : "");
    fputs("'[", out);
    zsh_text(out, o->help);
    fputc(']', out);
    if (o->arg) {
        fputc(':', out);
        zsh_text(out, o->arg);
        if (o->values && strcmp(o->values, "@dir") == 0)
            fputs(":_files -/", out);
        else
            zsh_values(out, o->values);
    }
    fputc('\'', out);
}

static void zsh_verb(FILE *out, const struct lw_verb *verb)
{
    fprintf(out, "    '%s')\n        _arguments -s", verb->name);
    for (const struct lw_option *o = verb->options; o && o->name; o++)
        zsh_option(out, o);
    for (const struct lw_option *o = lw_common_options; o->name; o++)
        zsh_option(out, o);
    if (verb->operand) {
        fputs(" \\\n            '1:operand", out);
        zsh_values(out, verb->operand);
        fputc('\'', out);
    }
    if (verb->max_operands > (verb->operand ? 1 : 0))
        fputs(" \\\n            '*:file:_files'", out);
    fputs("\n        ;;\n", out);
}

static void zsh_words(FILE *out)
{
    fputs("    local -a names\n    names=(\n", out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (!lw_verb_begins_word(i))
            continue;
        fprintf(out, "        '%.*s:", LW_FMT(lw_verb_first_word(verb)));
        zsh_text(out, lw_verb_word_summary(verb));
        fputs("'\n", out);
    }
    fputs("        'help:show the help of a verb'\n"
          "    )\n    local -a groups\n    groups=(\n",
          out);
    for (size_t i = 0; i < lw_verb_count; i++) {
        const struct lw_verb *verb = lw_verb_all[i];
        if (!lw_verb_in_group(verb) || verb->hidden)
            continue;
        fprintf(out, "        '%s:", verb->name);
        zsh_text(out, verb->summary);
        fputs("'\n", out);
    }
    fputs("    )\n", out);
}

void lw_complete_zsh(FILE *out)
{
    fputs("#compdef layerward\n# written by `layerward completion zsh`\n_layerward() {\n", out);
    zsh_words(out);
    fputs("    if [[ $words[2] == help ]] && ((CURRENT > 2)); then\n"
          "        words=(layerward \"${(@)words[3,-1]}\")\n"
          "        ((CURRENT -= 1))\n"
          "        ((CURRENT > 3)) && return\n"
          "        ((CURRENT == 3)) && (( ! ${#${(M)groups:#$words[2] *}} )) && return\n"
          "    fi\n"
          "    if ((CURRENT == 2)); then\n"
          "        _describe verb names\n"
          "        _describe -o option '(--help:help --version:version)'\n"
          "        return\n"
          "    fi\n"
          "    local verb=$words[2] skip=1\n"
          "    local -a within\n"
          "    within=(${(M)groups:#$verb *})\n"
          "    if (($#within)) && [[ $words[3] != -* ]]; then\n"
          "        if ((CURRENT == 3)); then\n"
          "            within=(${within#$verb })\n"
          "            _describe verb within\n"
          "            return\n"
          "        fi\n"
          "        verb=\"$verb $words[3]\"\n"
          "        skip=2\n"
          "    fi\n"
          "    words=(\"${(@)words[skip + 1,-1]}\")\n"
          "    ((CURRENT -= skip))\n"
          "    case $verb in\n",
          out);
    for (size_t i = 0; i < lw_verb_count; i++)
        if (!lw_verb_all[i]->hidden)
            zsh_verb(out, lw_verb_all[i]);
    fputs("    *) _files ;;\n    esac\n}\n_layerward \"$@\"\n", out);
}
