function cookie(res, val, secret) {
  val = 's:' + sign(val, secret);
  return val;
}
