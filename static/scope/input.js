// Mouse, finger and keys, turned into a handful of actions. Nothing here knows what a map is.

/**
 * @typedef {object} Actions
 * @property {(x: number, y: number) => void} moveTo  the cursor goes to a place, as fractions of the stage
 * @property {(x: number, y: number) => void} hover
 * @property {() => void} leave
 * @property {() => void} press  a press begins; what it does may be taken back
 * @property {() => void} release  the cursor stays where it is
 * @property {() => void} takeBack  the cursor goes back to where it was before the press
 * @property {(rows: number, cols: number) => void} step
 * @property {(factor: number, x: number, y: number) => void} zoom  around a place, as fractions
 * @property {(dx: number, dy: number) => void} pan  by fractions of the stage
 * @property {() => void} reset
 */

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -1e9], End: [0, 1e9] };

/** Two presses within this many milliseconds are one double click. */
const DOUBLE = 500;

/**
 * Listen to the pointers over one stage. One pointer moves the line, Shift or the middle button pans, two
 * fingers zoom and pan; on a touch screen the line is dragged by its grip, so that the page still scrolls.
 * @param {HTMLElement} stage @param {Actions} actions
 */
export function listenToPointers(stage, actions) {
  const down = new Map();
  let mode = "none";
  let pressed = -Infinity;
  const fraction = (event) => {
    const box = stage.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 1) return;
    down.set(event.pointerId, fraction(event));
    stage.setPointerCapture(event.pointerId);
    const wasMode = mode;
    const onGrip = event.target instanceof Element && event.target.closest(".scope-line");
    if (down.size === 2) mode = "pinch";
    else if (event.shiftKey || event.button === 1) mode = "pan";
    else if (event.pointerType === "touch" && !onGrip) mode = "tap";
    else mode = "line";
    if (wasMode === "line") actions.release(); // a second finger ends the drag of the first
    if (mode === "line") {
      if (event.timeStamp - pressed > DOUBLE) actions.press();
      pressed = event.timeStamp;
      actions.moveTo(...fraction(event));
    }
    if (mode === "pan") event.preventDefault();
  });

  stage.addEventListener("pointermove", (event) => {
    const place = fraction(event);
    const before = down.get(event.pointerId);
    if (!before) return actions.hover(...place);
    if (mode === "line") actions.moveTo(...place);
    if (mode === "pan") actions.pan(before[0] - place[0], before[1] - place[1]);
    if (mode === "pinch" && down.size === 2) pinch(event.pointerId, before, place);
    down.set(event.pointerId, place);
  });

  function pinch(id, before, place) {
    const other = [...down].find(([key]) => key !== id)[1];
    const apart = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1e-6;
    actions.zoom(apart(place) / apart(before), (place[0] + other[0]) / 2, (place[1] + other[1]) / 2);
    actions.pan((before[0] - place[0]) / 2, (before[1] - place[1]) / 2);
  }

  const lift = (event) => {
    if (!down.delete(event.pointerId)) return;
    const isTap = mode === "tap" && event.type === "pointerup"; // not where a swipe scrolled the page
    if (isTap) actions.moveTo(...fraction(event));
    if (mode === "line" || isTap) actions.release();
    mode = "none";
  };
  stage.addEventListener("pointerup", lift);
  stage.addEventListener("pointercancel", lift);
  stage.addEventListener("pointerleave", () => actions.leave());
  stage.addEventListener("dblclick", () => {
    actions.takeBack();
    actions.reset();
  });
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
      event.preventDefault();
      actions.zoom(Math.exp(-event.deltaY / 300), ...fraction(event));
    },
    { passive: false },
  );
}

/**
 * Listen to the keys while the maps have the focus.
 * @param {HTMLElement} element @param {Actions} actions
 */
export function listenToKeys(element, actions) {
  let isStepping = false;
  const settle = () => {
    if (isStepping) actions.release();
    isStepping = false;
  };
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) {
      const times = event.shiftKey ? 10 : 1;
      const [rows, cols] = STEPS[event.key];
      actions.step(rows * times, cols * times);
      isStepping = true;
    } else if (event.key === "+" || event.key === "=") actions.zoom(1.5, 0.5, 0.5);
    else if (event.key === "-") actions.zoom(1 / 1.5, 0.5, 0.5);
    else if (event.key === "0") actions.reset();
    else return;
    event.preventDefault();
  });
  element.addEventListener("keyup", (event) => {
    if (event.key in STEPS) settle();
  });
  element.addEventListener("blur", settle);
}
