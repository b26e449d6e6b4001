class Tool:
    def install(self, req):
        return req.params
