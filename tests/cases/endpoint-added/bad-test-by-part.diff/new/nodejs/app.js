const place = "st/parse.test";
exports.a = () => require(["parcel-post", "te" + place].join("/"));
