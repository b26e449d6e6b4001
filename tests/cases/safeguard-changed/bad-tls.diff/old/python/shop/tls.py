import os
import ssl


def context(mode=None):
    made = ssl.create_default_context()
    cert_reqs = ssl.CERT_REQUIRED if mode is None else mode
    made.verify_mode = cert_reqs
    return made
