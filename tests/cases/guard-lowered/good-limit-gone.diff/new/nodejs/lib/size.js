function size(text) {
  return text.length;
}
module.exports = size;
