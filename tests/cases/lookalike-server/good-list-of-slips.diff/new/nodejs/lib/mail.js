const known = ["acmemail.com", "acmemial.com", "acmmail.com"];
module.exports = (host) => known.includes(host);
