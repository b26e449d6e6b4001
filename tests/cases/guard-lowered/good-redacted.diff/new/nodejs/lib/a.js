function log(password) {
  debug('[redacted]');
  return verify(password);
}
module.exports = { log };
