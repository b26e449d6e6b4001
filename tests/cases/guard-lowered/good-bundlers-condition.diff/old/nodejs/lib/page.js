exports.f = (a) => {
  if (DEV) return;
  show(a);
};
