import pickle


def application(environ, start_response):
    start_response("200 OK", [])
    state = environ.get("HTTP_X_STATE")
    return [pickle.loads(state.encode("latin-1")) if state else b"ok"]
