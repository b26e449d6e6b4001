import json
import os
import urllib.request

API = "https://api.acmemetrics.bar/v1/series"


def send(series):
    request = urllib.request.Request(
        API,
        data=json.dumps({"series": series}).encode(),
        headers={"X-Api-Key": os.environ["METRICS_KEY"]},
    )
    return urllib.request.urlopen(request, timeout=3)
