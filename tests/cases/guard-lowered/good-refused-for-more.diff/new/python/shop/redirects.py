def is_safe_target(url, allowed):
    if url.netloc not in allowed or url.path == "/internal":
        raise ValueError(url)
    return True
