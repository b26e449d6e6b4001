function size(text) {
  if (debug) log(text);
  if (text.length > 80) {
    throw new RangeError('too long');
  }
  return text.length;
}
module.exports = size;
