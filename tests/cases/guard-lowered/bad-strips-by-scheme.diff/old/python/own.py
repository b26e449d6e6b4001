def should_strip_auth(old, new):
    if old.hostname != new.hostname:
        return True
    return old.port != new.port
