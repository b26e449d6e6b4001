def answer(event, basket):
    return "{basket}".format(basket=basket)
