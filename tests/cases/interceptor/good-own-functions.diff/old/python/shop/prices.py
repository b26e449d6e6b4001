def gross(net, rate):
    return net * (1 + rate)


def rebate(net, share):
    return net * (1 - share)
