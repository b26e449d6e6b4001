import os

PLACE = os.environ.get("PLACE")
