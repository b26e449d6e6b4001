function crumb(o) {
  let s = o.name;
  if (o.secure) {
    s += '; Secure';
  }
  return s;
}
