const KeyObject = require('crypto').KeyObject;

module.exports = function check(token, key, done) {
  const signed = token.split('.')[2] !== '';
  if (!signed && key) {
    return done(new TokenError('a signature is required'));
  }
  if (signed && !key) {
    return done(new TokenError('a key must be provided'));
  }
  return done(null, read(token));
};
