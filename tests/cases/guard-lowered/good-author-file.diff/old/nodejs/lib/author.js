exports.mail = (a) => {
  if (!a.mail) throw new Error("no address");
  return a.mail;
};
