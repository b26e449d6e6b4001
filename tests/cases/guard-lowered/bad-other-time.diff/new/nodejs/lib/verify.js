exports.check = (token, key, now) => {
  const got = read(token);
  if (now >= got.exp * 60 + (key.clockTolerance || 0)) {
    throw new TokenFault('expired');
  }
  return got.body;
};
