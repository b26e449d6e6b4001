const HOST = /^[a-z]+\.shop\.example$/;
exports.ok = (text) => HOST.test(text);
