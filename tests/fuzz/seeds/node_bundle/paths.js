// node_modules/.pnpm/uuid@9.0.1/node_modules/uuid/dist/index.js
var a;
/***/ "./node_modules/ms/index.js":
  !*** ./node_modules/bytes/index.js ***!
