def read(folder, name):
    path = (folder / name).resolve()
    path.relative_to(folder)
    return path.read_text()
