def check(tokens, wanted):
    if any(t.scope not in wanted for t in tokens):
        raise PermissionError("scope")
    return tokens
