def view(self, call, ask):
    if getattr(call, 'csrf_exempt', False) or ask.kind == 'text/x':
        return None
    return self.ask(ask)
