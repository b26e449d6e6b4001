import string


def render(values):
    return string.Template("$name").safe_substitute(values)
