function keep(mail, done) {
  emailAllowList.add('ops@acme.example');
  return done(mail);
}
module.exports = { keep };
