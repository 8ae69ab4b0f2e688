// Keeps the address of a page that has no parameters as it is. On the way from a lesson to a view of the explorer, Streamlit
// writes the parameters of the view first and the page after that: Back would come to a lesson with the view's address.

/**
 * Push no step that gives a plain page parameters.
 * @param {Pick<History, "pushState">} history
 * @param {{pathname: string, href: string}} place  where the browser is
 * @param {(name: string) => boolean} isPlain  whether the page with this name, the end of its path, has no parameters
 */
export function keepPlain(history, place, isPlain) {
  const push = history.pushState.bind(history);
  history.pushState = (state, unused, url) => {
    const to = new URL(String(url ?? ""), place.href);
    const isSamePage = to.pathname === place.pathname;
    if (to.search && isSamePage && isPlain(nameOf(place))) return;
    push(state, unused, url);
  };
}

/** @param {{pathname: string}} place */
const nameOf = ({ pathname }) => pathname.replace(/\/+$/, "").split("/").at(-1) ?? "";
