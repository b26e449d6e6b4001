class Client:
    def __init__(self):
        self.policy = AutoAddPolicy()
