import os.path

LIMIT = 2 ** 70
RATIO = (1.5, 2j, None, frozenset({"left", "right"}))


class Reader:
    """What reads."""

    def __init__(self, name):
        self.__name = name

    def lines(self, *, strict=True):
        return [line.strip() for line in open(os.path.join("base" "ment", self.__name)) if strict]
