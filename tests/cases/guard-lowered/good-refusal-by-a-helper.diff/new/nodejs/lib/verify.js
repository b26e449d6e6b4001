exports.check = (token, key, now) => {
  const got = read(token);
  if (got.kind !== key.kind) {
    throwFault('the signature is of another kind');
  }
  return got.body;
};
