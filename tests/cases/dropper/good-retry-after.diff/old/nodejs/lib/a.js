function wait(again, res) {
  return again(res);
}
module.exports = { wait };
