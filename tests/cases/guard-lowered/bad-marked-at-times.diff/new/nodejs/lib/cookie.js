exports.cookie = (opt, out) => {
  if (opt.secure && opt.sameSite) {
    out.push("Secure");
  }
};
