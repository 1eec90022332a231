// SPDX-License-Identifier: Apache-2.0
// Search in pages that are opened from a folder. There a browser neither fetches the index nor starts a worker: the index comes
// as a script (search/search_index.js, written by scripts/build_site.py), and the worker runs in a hidden frame.
if (location.protocol === "file:") {
  const site = new URL("..", document.currentScript.src);
  const load = (place, address) => new Promise((done, failed) => {
    const script = place.createElement("script");
    Object.assign(script, { src: address, onload: done, onerror: failed });
    place.head.append(script);
  });
  window.__search = { index: load(document, new URL("search/search_index.js", site)).then(() => window.searchIndex) };
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = load(frame.contentDocument, address);
    }
    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })));
    }
  };
}
