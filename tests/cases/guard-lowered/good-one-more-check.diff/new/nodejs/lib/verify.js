exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (parts.length !== 3) throw new Error("malformed");
  if (!signed(parts, key)) throw new Error("invalid signature");
  return parts[1];
};
