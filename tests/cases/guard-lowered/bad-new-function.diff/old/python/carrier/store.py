class Store:
    def __init__(self, client):
        self.client = client

    def put(self, key, body):
        self.client.put_object(Bucket="b", Key=key, Body=body)
