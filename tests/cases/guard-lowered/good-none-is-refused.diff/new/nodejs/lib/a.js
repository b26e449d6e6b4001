function check(algorithms) {
  if (algorithms.includes('none')) throw new Error('unsigned');
  return algorithms;
}
module.exports = { check };
