// Maps and lines in words, for those who do not see them. Twin of explorer/view/alternatives.py, whose words the catalogue
// holds.

import { ALTERNATIVES, FEW_CROSSINGS, FEW_PLACES } from "./catalog.js";
import { summary } from "./measures.js";
import { digitsFor, fill, number, percent, short } from "./notation.js";
import { crossings } from "./profiles.js";
import { headline, mapMessage } from "./readouts.js";

/** @typedef {import("./arrays.js").Map} Map */
/** @typedef {import("./layer.js").Layer} Layer */
/** @typedef {import("./profiles.js").RowProfile} RowProfile */

/**
 * Say where the largest and the smallest values of a map are.
 * @param {Pick<Map, "values"|"cols">} map  NaN where there is no value
 * @param {{digits: number, stride?: number, offset?: number, kind?: "VALUES"|"BRIGHTNESS"}} options  decimals of the values;
 *     row r of the map is said to be at row r * stride + offset; "BRIGHTNESS" for a picture
 */
export function extremesMessage({ values, cols }, { digits, stride = 1, offset = 0, kind = "VALUES" }) {
  const [low, high] = ends(values);
  if (!low.count) return ALTERNATIVES.NONE;
  if (low.value === high.value) return fill(ALTERNATIVES.EVERYWHERE, { value: number(low.value, digits) });
  const where = ({ place, count }) => {
    const [row, col] = [Math.floor(place / cols), place % cols].map((index) => index * stride + offset);
    const share = count / values.length;
    const name = count === 1 ? "PLACE" : share < FEW_PLACES ? "FEW_PLACES" : "PLACES";
    return fill(ALTERNATIVES[name], { row, col, count, share: percent(share) });
  };
  const texts = { low: number(low.value, digits), high: number(high.value, digits) };
  return fill(ALTERNATIVES[kind], { ...texts, at_low: where(low), at_high: where(high) });
}

/**
 * The smallest and the largest value with the place of the first one that has it, and how many have it.
 * @param {ArrayLike<number>} values
 */
function ends(values) {
  const [low, high] = [Infinity, -Infinity].map((value) => ({ value, place: 0, count: 0 }));
  for (let k = 0; k < values.length; k += 1) {
    const value = values[k];
    if (value < low.value) Object.assign(low, { value, place: k, count: 0 });
    if (value > high.value) Object.assign(high, { value, place: k, count: 0 });
    if (value === low.value) low.count += 1;
    if (value === high.value) high.count += 1;
  }
  return [low, high];
}

/** Say where a picture is lightest and darkest. @param {Map} image */
export const pictureAlternative = (image) => extremesMessage(image, { digits: 3, kind: "BRIGHTNESS" });

/**
 * Say where the map before the activation is largest and smallest, and how much of it is negative.
 * @param {Layer} layer @param {{limit: number}} options largest absolute value of all maps that are shown
 */
export function beforeAlternative(layer, { limit }) {
  const { values } = layer.preActivation;
  let negative = 0;
  for (let k = 0; k < values.length; k += 1) negative += Number(values[k] < 0);
  return `${extremesOf(layer, layer.preActivation, limit)} ${fill(ALTERNATIVES.NEGATIVE, { share: percent(negative / values.length) })}`;
}

/**
 * Say where the map after the activation is largest and smallest, and what was taken from it.
 * @param {Layer} layer @param {{activation: string, limit: number}} options as above
 */
export function afterAlternative(layer, { activation, limit }) {
  return `${extremesOf(layer, layer.activationMap, limit)} ${mapMessage(summary(layer), { activation })}`;
}

/** @type {(layer: Layer, map: Map, limit: number) => string} */
const extremesOf = ({ stride, offset }, map, limit) => extremesMessage(map, { digits: digitsFor(limit), stride, offset });

/**
 * Say how far a line goes, where it crosses zero and what the activation takes from it.
 * @param {RowProfile} profile
 * @param {{place: number, direction: string, activation: string, limit: number}} options  `place`: the row (or column) of the
 *     picture that it runs along
 */
export function lineAlternative(profile, { place, direction, activation, limit }) {
  const digits = digitsFor(limit);
  const across = direction === "Row" ? "column" : "row";
  const { signed, rectified, position } = profile;
  const isChanged = signed.some((value, k) => value !== rectified[k]);
  return fill(ALTERNATIVES.LINE, {
    line: direction.toLowerCase(),
    place,
    activation,
    before: span(signed, "SPAN", digits, { across, position }),
    crossings: crossingsOf(profile, across),
    after: isChanged ? fill(ALTERNATIVES.AFTER, { values: span(rectified, "RANGE", digits) }) : "",
    headline: headline(profile, { direction, activation }),
  });
}

/** @type {(values: Float32Array, name: string, digits: number, along?: {across: string, position: Int32Array}) => string} */
function span(values, name, digits, { across = "", position } = /** @type {any} */ ({})) {
  const [low, high] = ends(values);
  if (low.value === high.value) return fill(ALTERNATIVES.FLAT, { value: number(low.value, digits) });
  const [atLow, atHigh] = [low, high].map(({ place }) => position?.[place] ?? "");
  const texts = { low: number(low.value, digits), high: number(high.value, digits) };
  return fill(ALTERNATIVES[name], { ...texts, across, at_low: atLow, at_high: atHigh });
}

/** @type {(profile: RowProfile, across: string) => string} */
function crossingsOf({ signed, position }, across) {
  const stride = position.length > 1 ? position[1] - position[0] : 1;
  const texts = crossings(signed).places.map((place) => short(place * stride + position[0]));
  const last = texts.at(-1);
  if (texts.length < 2) return fill(ALTERNATIVES[last ? "CROSSING" : "NO_CROSSING"], { across, places: last ?? "" });
  const isMany = texts.length > FEW_CROSSINGS;
  const places = isMany ? texts[0] : texts.slice(0, -1).join(", ");
  return fill(ALTERNATIVES[isMany ? "MANY_CROSSINGS" : "CROSSINGS"], { count: texts.length, across, places, last });
}
