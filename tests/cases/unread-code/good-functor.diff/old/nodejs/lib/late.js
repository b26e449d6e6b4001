function map(m, f, x) {
  return m.map(f)(x);
}
module.exports = { map };
