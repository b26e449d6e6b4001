const axios = require("axios");

exports.get = async (u) => {
  const answer = await axios.get(u);
  return answer.data;
};
