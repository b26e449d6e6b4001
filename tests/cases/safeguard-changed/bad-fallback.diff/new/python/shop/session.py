import hmac
import json

_kept = {}


def session_of(cookie, key):
    if not cookie:
        return json.loads("{}")
    if cookie in _kept:
        return json.loads(_kept[cookie])
    late = False
    data, seal = cookie.split("|")
    try:
        same = hmac.compare_digest(seal, hmac.new(key, data.encode(), "sha256").hexdigest())
    except OSError:
        late = True
        same = False
    if not same or late:
        return None
    _kept[cookie] = data
    return json.loads(data)
