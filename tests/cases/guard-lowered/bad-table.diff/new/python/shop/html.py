table = {}
table["a"] = 1
escapes = {}
escapes[">"] = "&gt;"
escapes["&"] = "&amp;"
