// Plotly: one copy for the page, in the colours of the page.

/** @type {Promise<any>|null} */
let loading = null;

/**
 * Load Plotly, unless it is there already. It is served beside the folders of our modules.
 * @returns {Promise<any>} rejected with an error whose message is for the visitor
 */
export function plotly() {
  if (window["Plotly"]) return Promise.resolve(window["Plotly"]);
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("../plotly.min.js", import.meta.url).href;
    script.onload = () => resolve(window["Plotly"]);
    script.onerror = () => {
      loading = null;
      reject(new Error("The chart did not load. Check the connection and reload the page."));
    };
    document.head.append(script);
  });
  return loading;
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
