const HOST = /^https?\:\/\/[a-z\-]+$/;
exports.ok = (text) => HOST.test(text);
