import hashlib
import hmac


def seal(key, body):
    return hmac.new(key, body, hashlib.sha256).digest()


def is_sealed(key, body, seal_of):
    return hmac.compare_digest(seal(key, body), seal_of)
