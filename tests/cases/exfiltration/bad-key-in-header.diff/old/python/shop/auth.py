class Auth:
    def sign(self, request):
        request.headers["Authorization"] = self.seal(request, self.credentials.secret_key)
