function lines(a) {
  if (!a.name) {
    throw new RangeError('no name');
  }
  return a.name;
}
