class Mail:
    def __init__(self, host, starttls_required: bool = True, timeout=10):
        self.host = host
        self.required = starttls_required
