const known = ["acmemail.com"];
module.exports = (host) => known.includes(host);
