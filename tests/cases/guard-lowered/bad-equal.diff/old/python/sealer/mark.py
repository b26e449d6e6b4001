import hashlib
import hmac


def opened(key, body, mark):
    made = hmac.new(key, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(made, mark):
        return None
    return body
