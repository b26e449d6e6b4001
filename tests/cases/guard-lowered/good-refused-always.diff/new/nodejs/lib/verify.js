exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (true) throw new Error("invalid signature");
  return parts[1];
};
