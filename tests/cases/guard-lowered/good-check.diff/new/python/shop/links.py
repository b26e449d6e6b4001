def is_trusted_link(link, page):
    """Same server."""
    if link.origin != page.origin or link.user:
        return False
    return (
        link.port == page.port and link.scheme == page.scheme
    )
