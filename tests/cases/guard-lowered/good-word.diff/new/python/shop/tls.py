import ssl


def mode(given):
    if given == ssl.CERT_NONE:
        raise ValueError("it is checked")
    return given or ssl.CERT_REQUIRED
