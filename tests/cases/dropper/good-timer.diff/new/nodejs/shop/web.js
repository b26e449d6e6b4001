const axios = require("axios");

exports.get = async (u, next) => {
  const answer = await axios.get(u);
  setTimeout(next, 1000 * answer.headers["retry-after"]);
  return answer.data;
};
