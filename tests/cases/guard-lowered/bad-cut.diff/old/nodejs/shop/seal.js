exports.same = (signature, seal) => signature === seal;
