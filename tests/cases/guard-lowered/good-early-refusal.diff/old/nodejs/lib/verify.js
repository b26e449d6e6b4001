exports.check = (token, key, now) => {
  const got = read(token);
  return got.body;
};
