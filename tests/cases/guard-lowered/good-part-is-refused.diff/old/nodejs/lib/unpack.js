function out(at, root) {
  if (at.indexOf(root) != 0) {
    throw new RangeError('outside');
  }
  return at;
}
