from .home import HOME as KIND
