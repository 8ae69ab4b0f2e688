// Requests a run of the whole page after a reconnection. A restarted server does not know the fragments that the
// browser still shows, and would not answer their changes. It also ends a connection that is dead, and goes back once more if
// that has swallowed it, says when the server is slow or away, keeps the page alive while a browser translates it, and the
// addresses of pages without parameters as they are.

import { brokenQuery } from "../core/spelling.js";
import { Back } from "../page/back.js";
import { write } from "../page/elements.js";
import { followLine, line } from "../page/line.js";
import { keepPlain } from "../page/plain_address.js";
import { silence } from "../page/silence.js";
import { slowness } from "../page/slowness.js";
import { forgiveTranslators, keepTranslatable } from "../page/translation.js";
import { unpack } from "../page/unpack.js";

/** The connection is looked at every so many ms, and at each change. */
const LOOK = 5_000;
/** So often, in ms, the page looks whether it waits for the server. */
const GLANCE = 500;

forgiveTranslators(Node.prototype);
keepTranslatable(document.body);
followLine(WebSocket.prototype, line);
const back = new Back();
/** The pages without parameters. @type {string[]} */
let plainPages = [];
if (brokenQuery(location)) location.replace(location.pathname + brokenQuery(location)); // the server knows nothing of a "#"
keepPlain(history, location, (name) => plainPages.includes(name));

/** Called by Streamlit. */
export function mount({ data, parentElement, setStateValue }) {
  const { app: selector, attribute, value, run, running, loading, plain } = unpack(data).header;
  plainPages = plain;
  const app = document.querySelector(selector);
  if (!app) return () => {}; // Streamlit has changed: the visitor reloads the page after a server restart
  let isLost = false;
  const isThere = () => app.getAttribute(attribute) === value;
  const looking = setInterval(() => {
    line.look();
    silence.look(isThere());
  }, LOOK);
  const note = parentElement.querySelector(".slow");
  const isDrawing = () => app.getAttribute(run) === running || app.querySelector(`[${loading}]`) !== null;
  const glancing = setInterval(() => write(note, slowness.look(isThere(), isDrawing(), line.waiting)), GLANCE);
  let heard = -Infinity;
  const observer = new MutationObserver(() => {
    const isConnected = isThere();
    if (!isConnected) ({ heard } = line);
    silence.look(isConnected);
    if (isLost && isConnected) {
      setStateValue("returned", Date.now());
      back.returned(heard);
    }
    isLost = !isConnected;
  });
  observer.observe(app, { attributeFilter: [attribute] });
  return () => {
    clearInterval(looking);
    clearInterval(glancing);
    observer.disconnect();
  };
}
