// Runs in every page before the page's own scripts. A watcher looks at `mark`, which is cheap and new after
// every change of what it watches. It takes the time when the main thread has finished the first animation
// frame with the change: that very frame if the change is made by one of its callbacks, else the next one.
// `state`, what is really painted, is read after the time has been taken. The answer is the first frame that
// looks as the page does when it is quiet, or, where any change is an answer (`isAny`), the first that is new.
window.meter = (() => {
  const nextFrame = window.requestAnimationFrame.bind(window)
  const { port1, port2 } = new MessageChannel()
  const watchers = []
  const waiting = []
  let touched = 0

  const same = (a, b) => a.length === b.length && a.every((value, k) => value === b[k])

  class Watcher {
    constructor({ mark, state, isAny, patience = 15000 }, event) {
      Object.assign(this, { mark, state: state ?? mark, isAny, frames: [] })
      Object.assign(this, { first: null, since: null, heard: null })
      this.last = mark()
      this.before = this.state()
      this.changed = new Promise((resolve, reject) => {
        this.tell = resolve
        setTimeout(() => reject(new Error("Nothing new has been painted.")), patience)
      })
      this.changed.catch(() => {}) // who waits for it hears of it
      const listen = ({ timeStamp }) => {
        this.first ??= timeStamp
        this.since ??= timeStamp
        this.heard ??= performance.now()
      }
      if (event) window.addEventListener(event, listen, { capture: true })
      this.stop = () => {
        if (event) window.removeEventListener(event, listen, { capture: true })
        if (watchers.includes(this)) watchers.splice(watchers.indexOf(this), 1)
      }
      watchers.push(this)
    }
    look() {
      const now = this.mark()
      if (same(now, this.last)) return []
      const { since, heard } = this
      Object.assign(this, { last: now, since: null, heard: null })
      return [{ watcher: this, since, heard }]
    }
    taken() {
      this.stop()
      const after = this.state()
      const isAnswer = this.isAny ? (state) => !same(state, this.before) : (state) => same(state, after)
      const found = this.frames.find(({ state }) => isAnswer(state))
      if (this.first === null) throw new Error("The event did not come.")
      if (same(after, this.before)) throw new Error("Nothing has changed.")
      if (!found) throw new Error("What is painted now was in none of the frames that were looked at.")
      return found.time - this.first
    }
  }

  const look = () => watchers.flatMap((watcher) => watcher.look())
  const inFrame = (found) => {
    if (!found.length) return
    waiting.push(...found)
    port2.postMessage(null)
  }
  port1.onmessage = () => {
    const time = performance.now()
    for (const { watcher, since, heard } of waiting.splice(0)) {
      watcher.frames.push({ since, heard, time, state: watcher.state() })
      watcher.tell(time)
    }
  }
  window.requestAnimationFrame = (callback) => nextFrame((time) => {
    callback(time)
    inFrame(look())
  })
  new MutationObserver(() => {
    touched = performance.now()
    const found = look()
    if (found.length) nextFrame(() => inFrame(found))
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["data-revision", "data-state", "data-key", "d", "href"],
  })

  // Nothing, until there are enough of them.
  const all = (selector, read, enough = 0) => {
    const found = Array.from(document.querySelectorAll(selector), read).filter((value) => value !== null)
    return found.length < enough ? [] : found
  }
  const checksum = (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
    return new Uint32Array(data.buffer).reduce((sum, word) => (Math.imul(sum, 31) + word) | 0, 0)
  }
  // Whether what the selectors name shows one and the same view: 1 or 0.
  const agree = (...selectors) => {
    const [first, ...others] = selectors.map((selector) => document.querySelector(selector)?.dataset.revision)
    return [Number(others.every((revision) => revision === first))]
  }
  return {
    Watcher,
    agree,
    texts: (selector) => all(selector, (element) => element.textContent),
    attributes: (selector, name, enough) => all(selector, (element) => element.getAttribute(name), enough),
    pixels: (selector) => all(selector, checksum),
    // Resolved when nothing has changed for so many ms, with the time of the last change; Streamlit, where it is, rests.
    quiet: (pause) => new Promise((resolve) => {
      const timer = setInterval(() => {
        const busy = "[data-testid=stApp]:not([data-test-script-state=notRunning]), [data-state=ahead]"
        if (document.querySelector(busy)) touched = performance.now()
        if (performance.now() - touched <= pause) return
        clearInterval(timer)
        resolve(touched)
      }, 10)
    }),
    // The longest time that the main thread was busy without a break, of what ended after a time; 0 if never for 50 ms.
    longestTask: (since) => new Promise((resolve) => {
      let longest = 0
      new PerformanceObserver((list) => {
        const after = list.getEntries().filter(({ startTime, duration }) => startTime + duration > since)
        longest = Math.max(longest, ...after.map(({ duration }) => duration))
      }).observe({ type: "longtask", buffered: true })
      setTimeout(() => resolve(longest), 50)
    }),
    countFrames: () => {
      const counted = { times: [], isOver: false }
      const count = (time) => {
        counted.times.push(time)
        if (!counted.isOver) nextFrame(count)
      }
      nextFrame(count)
      return counted
    },
  }
})()
