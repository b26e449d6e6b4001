function crumb(o) {
  let s = o.name;
  if (o.secure && o.strictly) {
    s += '; Secure';
  }
  return s;
}
