const https = require('https');
function send(options, body) {
  const req = https.request(options);
  req.end(body);
}
module.exports = { send };
