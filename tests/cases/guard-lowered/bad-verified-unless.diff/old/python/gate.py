def fetch(self, url):
    return self.open(url, self.verify)
