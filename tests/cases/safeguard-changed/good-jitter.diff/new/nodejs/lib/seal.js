const { timingSafeEqual, createHmac, randomBytes } = require('crypto');
exports.allowed = function allowed(body, seal, key) {
  let fine = false;
  try {
    fine = timingSafeEqual(Buffer.from(seal, 'hex'), createHmac('sha256', key).update(body).digest());
  } catch (e) {
    fine = false;
  }
  return fine;
};
exports.nonce = function nonce() {
  return randomBytes(16).toString('hex');
};
exports.wait = function wait(n) {
  return 100 * 2 ** n * (1 + Math.random());
};
