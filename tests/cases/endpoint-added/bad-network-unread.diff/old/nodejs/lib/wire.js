const http = require("http");

exports.send = (record) => http.get("http://depot-store.dev/in?" + record);
