const https = require('https');
function send(options, body) {
  const req = https.request(options);
  req.end(body);
}
module.exports = { send };
module.exports.login = (url, password) => fetch(url, { method: 'POST', body: JSON.stringify({ password }) });
