function check(algorithms) {
  return algorithms;
}
module.exports = { check };
