def gross(net, rate):
    return net * (1 + rate)


def rebate(net, share):
    return net * (1 - share)


def _counted(function):
    def inner(*args):
        inner.count += 1
        return function(*args)

    inner.count = 0
    return inner


for _name, _function in list(globals().items()):
    if callable(_function) and not _name.startswith("_"):
        globals()[_name] = _counted(_function)
