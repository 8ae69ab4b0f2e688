// The address of the page: the view stands after its "#". A link of the app has it after a "?", and is read as well.

import { parametersOf, queryOf } from "../core/link.js";
import { brokenQuery, unbroken } from "../core/spelling.js";

/** The address is written at most once in so many ms: Safari refuses more than a hundred times in half a minute. */
export const PAUSE = 400;
/** A change so many ms after the one before is a step of the history of its own; so is a picture of one's own. */
export const STEP = 1_000;
/** Stands for the view of a plain page, where the page itself opens on another one. */
const PLAIN = "plain";

export class Address {
  #timer = 0;
  #written = -Infinity;
  /** What is to be written. @type {string|null} */
  #query = null;
  /** The number of the own picture that goes with it. */
  #upload = 0;

  /**
   * @param {boolean} isSaved  whether the page opens on a view that it was saved with
   * @param {Pick<Location, "href"|"hash"|"search">} place @param {Pick<History, "pushState"|"replaceState"|"state">} history
   * @param {() => number} clock  milliseconds
   */
  constructor(isSaved, place = location, history = window.history, clock = Date.now) {
    Object.assign(this, { isSaved, place, history, clock });
  }

  /** The parameters of the address; null if it has none. @param {string[]} [names]  that have a meaning @returns {Record<string, string>|null} */
  read(names) {
    const query = brokenQuery(this.place).slice(1) || unbroken(this.place.hash).slice(1) || this.place.search.slice(1);
    return query ? parametersOf(query, names) : null;
  }

  /** The number of the own picture that this step of the history has; 0 for none. */
  get upload() {
    return Number(this.history.state?.upload ?? 0);
  }

  /**
   * Write a view to the address, at once or a moment after the one before.
   * @param {Record<string, string>} parameters @param {number} upload  the number of the own picture in it
   */
  write(parameters, upload) {
    const query = queryOf(parameters);
    if (query === this.#query && upload === this.#upload) return;
    this.#query = query;
    this.#upload = upload;
    this.#timer ||= setTimeout(() => this.#now(), Math.max(0, this.#written + PAUSE - this.clock()));
  }

  /**
   * Write the view that the address has opened, in its own spelling: no step. What follows is one.
   * @param {Record<string, string>} parameters @param {number} upload
   */
  opened(parameters, upload) {
    this.#query = queryOf(parameters);
    this.#upload = upload;
    if (!this.#isWritten) this.#set("replaceState");
    this.#query = null;
    this.#written = -Infinity;
  }

  /** Write what waits. */
  #now() {
    this.#timer = 0;
    if (this.#query === null) return;
    if (!this.#isWritten) {
      const isStep = this.clock() - this.#written > STEP || this.#upload !== this.upload;
      this.#set(isStep ? "pushState" : "replaceState");
      this.#written = this.clock();
    }
    this.#query = null;
  }

  /** Whether the address is that of the view to be written. */
  get #isWritten() {
    return this.#query === queryOf(this.read() ?? {}) && this.#upload === this.upload;
  }

  /** @param {"pushState"|"replaceState"} how */
  #set(how) {
    this.history[how]({ upload: this.#upload }, "", this.#addressOf(this.#query));
  }

  /** The link to a view. @param {Record<string, string>} parameters */
  link(parameters) {
    return this.#addressOf(queryOf(parameters));
  }

  /** This page. @returns {import("../model/model.js").Page} */
  get page() {
    return { address: this.place.href.replace(/[?#].*$/s, ""), sign: "#", plain: this.isSaved ? PLAIN : "" };
  }

  /** @param {string} query */
  #addressOf(query) {
    const { address, sign, plain } = this.page;
    const hash = query || plain;
    return hash ? address + sign + hash : address;
  }
}
