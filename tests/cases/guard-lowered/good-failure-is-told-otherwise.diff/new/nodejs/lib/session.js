function verify(token, key, done) {
  let valid;
  try {
    valid = jws.verify(token, key);
  } catch (e) {
    return done(new VerifyError(e));
  }
  return done(null, valid);
}
