function cookie(res, val, secret) {
  val = 's:' + sign(val, res.secret);
  return val;
}
