function log(password) {
  debug(password);
  return verify(password);
}
module.exports = { log };
