import tempfile


def room():
    # "/tmp/x"
    return tempfile.mkdtemp(prefix="room")
