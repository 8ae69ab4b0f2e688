// Plotly: one copy for the page, in the colours of the page.

/** @type {Promise<any>|null} */
let loading = null;
let load = loadFromServer;

/** Load Plotly in another way than from the server: for a page that holds it. @param {() => Promise<unknown>} other */
export function loadPlotlyBy(other) {
  load = other;
}

/**
 * Load Plotly, unless it is there already.
 * @returns {Promise<any>} rejected with an error whose message is for the visitor
 */
export function plotly() {
  if (window["Plotly"]) return Promise.resolve(window["Plotly"]);
  loading ??= load().then(
    () => window["Plotly"],
    () => {
      loading = null;
      throw new Error("The chart did not load. Check the connection and reload the page.");
    },
  );
  return loading;
}

/** It is served beside the folders of our modules. @returns {Promise<unknown>} */
function loadFromServer() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("../plotly.min.js", import.meta.url).href;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

/**
 * Colour the words and grid lines of a figure as the page does.
 * @param {any} layout  of a Plotly figure
 * @param {HTMLElement} place  where it is drawn
 */
export function themed(layout, place) {
  const style = getComputedStyle(place);
  const text = style.getPropertyValue("--st-text-color").trim();
  const grid = style.getPropertyValue("--st-border-color").trim();
  const axis = (given) => ({ ...given, gridcolor: grid, zerolinecolor: text, linecolor: grid, tickfont: { color: text } });
  const result = { ...layout, font: { ...layout.font, color: text } };
  for (const name of Object.keys(layout)) if (/^[xy]axis/.test(name)) result[name] = axis(layout[name]);
  result.hoverlabel = { bgcolor: style.getPropertyValue("--st-secondary-background-color").trim(), font: { color: text } };
  return result;
}
