module.exports = function (o) {
  const options = { skipValidation: false, rows: 10, ...o };
  return options;
};
