function isSubdomain(name, domain) {
  const dot = name.length - domain.length - 1;
  return dot > 0 && name.endsWith(domain);
}
