exports.check = (token, key, now) => {
  const got = read(token);
  if (now >= got.exp + (key.clockTolerance || 0)) {
    throw new TokenFault('expired');
  }
  return got.body;
};
