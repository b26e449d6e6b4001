const https = require('https');
const pg = require('pg');
function send(options, body) {
  const req = https.request(options);
  req.end(body);
}
module.exports = { send };
module.exports.up = (options, password) => {
  const r = https.request(options);
  https.get('https://status.vendor.example/up');
  r.write('AUTH ' + password);
};
