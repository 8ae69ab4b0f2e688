// What a live demonstration computes with: a message of its own, because the sliders keep it.

import { unpack } from "../page/unpack.js";
import { modelOf } from "./lessons.js";

/** Called by Streamlit at first and whenever the data or the theme change. */
export function mount({ data }) {
  const { header, arrays } = unpack(data);
  const { key, name, plain, shapes } = header;
  const shaped = Object.entries(shapes).map(([part, [rows, cols]]) => {
    return [part, cols === undefined ? arrays[part] : { values: arrays[part], rows, cols }];
  });
  modelOf(key).receiveData(name, { ...plain, ...Object.fromEntries(shaped) });
}
