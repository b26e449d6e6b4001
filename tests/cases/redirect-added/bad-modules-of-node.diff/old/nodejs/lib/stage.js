exports.stage = () => "dev";
