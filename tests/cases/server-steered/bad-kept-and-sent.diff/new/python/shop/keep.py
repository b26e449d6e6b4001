import os


class Kept:
    def __init__(self):
        self.all = {**os.environ}
