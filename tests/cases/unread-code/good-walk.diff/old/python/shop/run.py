def field(row, path):
    return getattr(row, path)
