from flask import request


def show(app):
    return app.render(request.args.get("page"))
