def is_safe_target(url, allowed):
    return not url.netloc or url.netloc in allowed
