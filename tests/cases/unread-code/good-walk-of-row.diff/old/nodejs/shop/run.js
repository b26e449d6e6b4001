exports.field = (row, path) => row[path];
