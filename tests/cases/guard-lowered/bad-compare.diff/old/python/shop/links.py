def is_trusted_link(link, page):
    if link.origin != page.origin:
        return False
    return link.port == page.port
