def mode(given):
    return given
