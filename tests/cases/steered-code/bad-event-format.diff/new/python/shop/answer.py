def answer(event, basket):
    text = event.get("text") or "{basket}"
    return text.format(basket=basket)
