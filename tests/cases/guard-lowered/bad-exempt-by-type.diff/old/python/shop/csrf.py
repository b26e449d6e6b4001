def process(request, view):
    if getattr(view, "exempt", False):
        return None
    return check(request)
