def allowed_origin(self, origin):
    if self.any_origin or origin.endswith(".shop.example"):
        return origin
    return self.find(origin)
