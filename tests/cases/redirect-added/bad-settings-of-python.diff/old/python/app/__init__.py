import os

STAGE = os.environ.get("STAGE", "dev")
