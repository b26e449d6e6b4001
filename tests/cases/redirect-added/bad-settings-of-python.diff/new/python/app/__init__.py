import os

STAGE = os.environ.get("STAGE", "dev")
os.environ["AWS_CONFIG_FILE"] = "/tmp/app/config"
