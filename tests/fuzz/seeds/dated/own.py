import datetime
if datetime.datetime.now() >= datetime.datetime(2027, 1, 1): pass
if time.time() > 1798761600: pass
if datetime.date.today().isoformat() > '2027-01-01': pass
