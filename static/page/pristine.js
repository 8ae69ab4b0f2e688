// Elements as their HTML file describes them, however often a component is mounted on them.

/** What stood in each element when it was mounted first. @type {WeakMap<Element, string>} */
const contents = new WeakMap();

/** Empty an element of what an earlier mounting has left in it. @template {Element} T @param {T} root @returns {T} */
export function pristine(root) {
  const known = contents.get(root);
  if (known === undefined) contents.set(root, root.innerHTML);
  else root.innerHTML = known;
  return root;
}
