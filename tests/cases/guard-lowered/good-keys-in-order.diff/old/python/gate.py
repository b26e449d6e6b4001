def unsign(self, value):
    for key in reversed(self.secret_keys):
        if self.holds(key, value):
            return value
    raise BadValue(value)
