exports.f = (a) => {
  if (false) return;
  show(a);
};
