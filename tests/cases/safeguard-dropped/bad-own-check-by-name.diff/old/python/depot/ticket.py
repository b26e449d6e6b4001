import depot.seal


def read(text):
    return depot.seal.verify(text)
