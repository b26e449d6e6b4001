function out(at, root) {
  const rel = path.relative(root, at);
  if (rel.startsWith('..')) {
    throw new RangeError('outside');
  }
  return at;
}
