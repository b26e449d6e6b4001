function map(m, f, x) {
  return m.constructor(f)(x);
}
module.exports = { map };
