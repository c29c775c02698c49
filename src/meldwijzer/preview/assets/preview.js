// Live reload: listens to the preview server, reloads after a good build, shows findings in place after a bad one.
(() => {
  "use strict";
  const root = document.getElementById("meldwijzer-preview");
  const { site, build } = root.dataset;
  let source = null;
  let shown = null;

  function show(news) {
    const stillFirst = site === "" && build === "0";
    if (news.site !== site || (stillFirst && news.build > 0)) {
      location.reload(); // The browser keeps the scroll position.
    } else if (shown === null ? String(news.build) !== build : news.panel !== shown) {
      root.querySelector(".mw-place-of-panel").innerHTML = news.panel; // Escaped by the server.
      root.querySelector(".mw-status").textContent = news.heading;
    }
    shown = news.panel;
  }

  function listen() {
    if (source !== null || document.hidden) return;
    source = new EventSource("/_preview/events");
    source.onmessage = (event) => show(JSON.parse(event.data));
    source.onerror = () => {
      if (source !== null && source.readyState === EventSource.CLOSED) {
        stop();
        setTimeout(listen, 1000); // Some browsers don't try again when the server is gone.
      }
    };
  }

  function stop() {
    if (source !== null) source.close();
    source = null;
  }

  // A browser allows six connections to one server: tabs in the background let go of theirs.
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  listen();
})();
