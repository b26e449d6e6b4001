exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (3 > parts.length) throw new Error("short");
  return parts[1];
};
