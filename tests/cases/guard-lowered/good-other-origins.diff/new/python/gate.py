def allowed_origin(self, origin):
    if self.any_origin or self.every:
        return origin
    return self.find(origin)
