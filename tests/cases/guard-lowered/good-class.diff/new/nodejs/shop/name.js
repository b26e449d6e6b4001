const NAME = /^[a-z0-9_.\-]+$/;
exports.ok = (text) => NAME.test(text);
