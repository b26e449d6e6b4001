import tempfile


def room():
    # "/opt/x"
    return tempfile.mkdtemp()
