exports.a = () => 1;
