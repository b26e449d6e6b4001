def is_trusted_link(link, page):
    if not link.origin.startswith(page.scheme):
        return False
    return link.port == page.port
