table = {}
table["a"] = 1
escapes = {}
escapes["<"] = "&lt;"
escapes[">"] = "&gt;"
escapes["&"] = "&amp;"
