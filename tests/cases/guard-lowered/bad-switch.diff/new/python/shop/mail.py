class Mail:
    def __init__(self, host, starttls_required: bool = False, timeout=20):
        self.host = host
        self.required = starttls_required
