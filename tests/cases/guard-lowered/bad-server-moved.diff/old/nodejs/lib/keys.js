exports.keys = (uri) => {
  const answer = get(uri);
  return answer;
};
