class Session:
    def user(self, token):
        if token.expired():
            raise Expired(token)
        return self.users[token.sub]
