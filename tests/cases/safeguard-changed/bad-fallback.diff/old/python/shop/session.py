import hmac
import json


def session_of(cookie, key):
    data, seal = cookie.split("|")
    if not hmac.compare_digest(seal, hmac.new(key, data.encode(), "sha256").hexdigest()):
        return None
    return json.loads(data)
