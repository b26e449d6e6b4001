exports.keep = function (file, list) {
  if (file.digest !== list.digest) {
    throw new Error("changed");
  }
};
