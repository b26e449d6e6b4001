function verify(token, options) {
  const found = decode(token);
  if (!found.signature && !options.algorithms) {
    throw new TokenError('please specify "none" in "algorithms"');
  }
  return jws.verify(token, options);
}
