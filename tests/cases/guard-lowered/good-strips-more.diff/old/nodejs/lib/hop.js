function hop(o) {
  drop(/^(?:authorization|cookie)$/i, o);
}
