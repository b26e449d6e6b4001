class Mail:
    def __init__(self, host, verify=True, debug_level=0):
        self.verify = verify


def ask(verify=False):
    return verify
