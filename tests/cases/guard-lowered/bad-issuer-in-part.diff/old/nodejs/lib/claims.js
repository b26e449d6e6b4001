exports.same = (want, have) => {
  if (want !== have) {
    throw new Error("not the same");
  }
};
