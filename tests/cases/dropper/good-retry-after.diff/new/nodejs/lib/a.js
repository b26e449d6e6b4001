function wait(again, res) {
  setTimeout(again.bind(null, res.headers['retry-after']), 1000);
  setTimeout(_ => again(res.headers['retry-after']), 1000);
  return again(res);
}
module.exports = { wait };
