class Registered(type):
    def __getitem__(cls, text):
        module, _, name = text.partition(':')
        return getattr(__import__(module, fromlist=[name]), name)


class Task(metaclass=Registered):
    pass


def perform(job):
    return Task[job['do']]()
