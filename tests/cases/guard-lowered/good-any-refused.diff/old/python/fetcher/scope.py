def check(tokens, wanted):
    if all(t.scope not in wanted for t in tokens):
        raise PermissionError("scope")
    return tokens
