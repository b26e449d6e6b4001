import uuid
from dataclasses import dataclass


def made():
    return Entry(key=str(uuid.uuid4()))


@dataclass
class Entry:
    key: str
