import ipaddress

POOLS = [ipaddress.ip_network("203.0.113.0/24"), ipaddress.ip_network("198.51.100.0/24")]


def inside(host):
    return any(ipaddress.ip_address(host) in pool for pool in POOLS)
