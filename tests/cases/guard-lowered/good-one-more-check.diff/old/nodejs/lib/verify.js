exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (!signed(parts, key)) throw new Error("invalid signature");
  return parts[1];
};
