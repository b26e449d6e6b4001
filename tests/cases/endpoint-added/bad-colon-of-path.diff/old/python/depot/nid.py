IDS = []
