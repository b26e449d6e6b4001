def read(folder, name):
    path = (folder / name).resolve()
    return path.read_text()
