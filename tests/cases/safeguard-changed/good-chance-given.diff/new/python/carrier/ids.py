import uuid
from dataclasses import dataclass, field


def made():
    return Entry()


@dataclass
class Entry:
    key: str = field(default_factory=uuid.uuid4)
