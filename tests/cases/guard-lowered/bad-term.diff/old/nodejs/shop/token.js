exports.verifyToken = function (token, options) {
  if (!token.signed) {
    throw new Error("no signature");
  }
  return token;
};
