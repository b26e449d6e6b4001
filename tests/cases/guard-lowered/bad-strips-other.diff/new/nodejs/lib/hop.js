function hop(o) {
  drop(/^(?:authorizations|cookie)$/i, o);
}
