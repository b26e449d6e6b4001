const https = require('https');
function send(options, body) {
  const req = https.request(options);
  req.end(body);
}
module.exports = { send };
module.exports.refresh = function () {
  https.get('https://keys.vendor.example/v1', (res) => {
    res.on('data', (data) => { this.token = JSON.parse(data).password; });
  });
};
