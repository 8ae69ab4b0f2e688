// Stands in every page of the site. If the page comes from a server and not from a disk, the browser may install it as an
// app, and keep a copy of all files.

if (location.protocol.startsWith("http")) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: "manifest.webmanifest" }));
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register("service-worker.js");
    } catch {
      // A page without https, in a closed frame, or of a browser that keeps nothing works all the same, with a network.
    }
  });
}
