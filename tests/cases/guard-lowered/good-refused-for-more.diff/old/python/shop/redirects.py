def is_safe_target(url, allowed):
    if url.netloc not in allowed:
        raise ValueError(url)
    return True
