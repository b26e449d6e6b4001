class Orders:
    def on_post(self, req, resp):
        resp.media = {"seen": req.params.get("id")}
