def verify_password(user, word):
    ok = hasher.verify(word, user.hash)
    return ok
