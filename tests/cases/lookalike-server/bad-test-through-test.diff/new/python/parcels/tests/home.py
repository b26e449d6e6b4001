HOME = "https://api.parcelpsot.com/v2"
