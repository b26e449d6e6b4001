exports.check = (token, key, now) => {
  const got = read(token);
  if (got.kind !== key.kind) {
    got.odd = true;
  }
  return got.body;
};
