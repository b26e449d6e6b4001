const axios = require('axios');
const client = axios.create({ baseURL: 'https://api.example.com' });
exports.get = async (path) => {
  const answer = await client.get(path);
  return answer.data;
};
