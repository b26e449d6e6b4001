exports.may = (claims, scope) => {
  if (claims.scopes && !String(claims.scopes).includes(scope)) {
    throw new Error("forbidden");
  }
};
