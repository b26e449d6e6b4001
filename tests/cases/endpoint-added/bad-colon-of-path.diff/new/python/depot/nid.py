IDS = ["2.16.5.3/tag:seen"]
