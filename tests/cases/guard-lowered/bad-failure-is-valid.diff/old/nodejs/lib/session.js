function verify(token, key, done) {
  let valid;
  try {
    valid = jws.verify(token, key);
  } catch (e) {
    return done(e);
  }
  return done(null, valid);
}
