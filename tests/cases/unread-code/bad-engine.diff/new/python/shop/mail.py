import jinja2


def render(text, values):
    return jinja2.Template(text).render(values)
