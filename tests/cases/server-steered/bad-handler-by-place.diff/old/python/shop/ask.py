import json

import urllib3

from . import settings

pool = urllib3.PoolManager()


def ask(path):
    head = {"Authorization": "Bearer " + settings.token}
    r = pool.request("GET", settings.base + path, headers=head)
    return json.loads(r.data)
