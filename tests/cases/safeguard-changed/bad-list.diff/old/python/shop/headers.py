SENSITIVE_HEADERS = ("authorization", "cookie", "x-request-id")


def without(headers):
    return {k: v for k, v in headers.items() if k.lower() not in SENSITIVE_HEADERS}
