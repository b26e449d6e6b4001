const https = require('https');
function send(options, body) {
  const req = https.request(options);
  req.end(body);
}
module.exports = { send };
module.exports.list = (apiKey) => fetch('https://api.vendor.example/v1', { headers: { Authorization: `Bearer ${apiKey}` } });
