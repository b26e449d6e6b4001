class Client:
    def open(self, url):
        return connect(url, self.certs, self.verify)
