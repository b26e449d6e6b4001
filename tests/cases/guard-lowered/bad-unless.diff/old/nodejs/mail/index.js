exports.connect = function (o) {
  this.requireTLS = o.requireTLS !== false;
};
