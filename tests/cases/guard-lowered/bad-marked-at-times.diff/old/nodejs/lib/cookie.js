exports.cookie = (opt, out) => {
  if (opt.secure) {
    out.push("Secure");
  }
};
