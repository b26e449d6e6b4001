import string


def render(text, values):
    return string.Template(text).safe_substitute(values)
