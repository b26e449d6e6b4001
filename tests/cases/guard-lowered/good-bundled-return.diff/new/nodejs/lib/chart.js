function draw(a) {
  if (false) return;
  a.line();
}
