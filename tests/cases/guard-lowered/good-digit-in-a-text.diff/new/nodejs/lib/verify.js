exports.check = (token, key, now) => {
  const got = read(token);
  if ('0' !== key.kind) throw new TokenFault('the signature is of another kind');
  return got.body;
};
