function lines(a) {
  return a.name;
}
