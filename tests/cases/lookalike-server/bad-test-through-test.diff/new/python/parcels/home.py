HOME = "https://api.parcelpost.com/v2"
