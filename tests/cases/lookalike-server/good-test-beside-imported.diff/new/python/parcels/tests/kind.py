KIND = "parcel"
