module.exports = function (o) {
  const options = { skipValidation: true, rows: 10, ...o };
  return options;
};
