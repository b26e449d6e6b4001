const NAME = /^\[[a-z]+\]$/;
exports.ok = (text) => NAME.test(text);
