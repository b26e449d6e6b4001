exports.show = (req, res) => res.send(render(req.query.page));
