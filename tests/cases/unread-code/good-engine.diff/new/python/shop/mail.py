import jinja2


def render(values):
    return jinja2.Template("{{ name }}").render(values)
