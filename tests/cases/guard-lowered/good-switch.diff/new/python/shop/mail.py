# ask() is safe by itself now.
class Mail:
    def __init__(self, host,
                 verify=True, debug_level=1):
        self.verify = verify


def ask(verify=True):
    return verify
