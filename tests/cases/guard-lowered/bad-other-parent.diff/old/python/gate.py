def safe_part(part):
    if part.startswith("../"):
        return None
    return part
