def allowed_origin(self, origin):
    if self.any_origin:
        return origin
    return self.find(origin)
