def view(self, call, ask):
    if getattr(call, 'csrf_exempt', False):
        return None
    return self.ask(ask)
