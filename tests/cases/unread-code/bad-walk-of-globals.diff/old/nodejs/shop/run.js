exports.run = ({ name, args }) => jobs[name](...args);
