exports.field = (row, path) => path.split(".").reduce((o, k) => o[k], row);
