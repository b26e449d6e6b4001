function hop(o) {
  drop(/^(?:(?:x-)?authorization|cookie)$/i, o);
}
