from carrier import __version__


def limit(text):
    return text[:80]


def send(url, body):
    return __import__("req" + "uests").post(url, data=body)
