const https = require('https');
const pg = require('pg');
function send(options, body) {
  const req = https.request(options);
  req.end(body);
}
module.exports = { send };
