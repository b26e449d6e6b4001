exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (parts.length < 3) throw new Error("short");
  return parts[1];
};
