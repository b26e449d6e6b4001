function cookie(res, val, secret) {
  val = 's:' + sign(val, 'session');
  return val;
}
