def should_strip_auth(old, new):
    if old.hostname != new.hostname:
        return new.scheme != "https"
    return old.port != new.port
