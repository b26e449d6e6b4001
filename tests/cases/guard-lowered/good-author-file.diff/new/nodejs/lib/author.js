exports.mail = (a) => {
  if (!a.mail) return "";
  return a.mail;
};
