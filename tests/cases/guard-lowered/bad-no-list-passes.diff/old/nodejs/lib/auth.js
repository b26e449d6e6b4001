exports.may = (claims, scope) => {
  if (!Array.isArray(claims.scopes) || !claims.scopes.includes(scope)) {
    throw new Error("forbidden");
  }
};
