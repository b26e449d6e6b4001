import json

from flask import request


def show(app):
    body = json.loads(request.get_data() or b"{}")
    return app.render(request.args.get("page"), int(request.headers.get("X-Size", "0")), body)
