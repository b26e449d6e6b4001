function draw(a) {
  if (a.flag) return;
  a.line();
}
