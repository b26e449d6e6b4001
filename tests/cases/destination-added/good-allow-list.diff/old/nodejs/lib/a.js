function keep(mail, done) {
  return done(mail);
}
module.exports = { keep };
