/** Follows a `$ref` within the bundle; anything else comes back as it is. */
export function follow(node, bundle) {
  if (!node?.$ref) return node;
  const keys = node.$ref.split("/").slice(1);
  return keys.reduce((parent, key) => parent[key.replaceAll("~1", "/").replaceAll("~0", "~")], bundle);
}
