exports.run = ({ name, args }) => name.split(".").reduce((o, k) => o[k], globalThis)(...args);
