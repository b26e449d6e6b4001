def check_exp(payload, now, leeway):
    if int(payload["exp"]) <= now - leeway:
        raise Expired()
