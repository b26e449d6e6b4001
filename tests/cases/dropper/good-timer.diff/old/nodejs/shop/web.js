const axios = require("axios");

exports.get = async (u, next) => {
  const answer = await axios.get(u);
  return answer.data;
};
