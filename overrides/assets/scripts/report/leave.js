// Leaving the page: it warns once something is typed, and nothing typed is there any more when somebody comes back.

const A_MOMENT = 1000; // milliseconds

/**
 * Watch over leaving.
 *
 * isTouched says whether something would be lost, clear takes away everything that was typed, wherever it is shown.
 */
export const watch = (isTouched, clear) => {
  const { dataset } = document.documentElement; // typing.js notes in it that somebody types
  let staying = 0; // until then: a call or a letter begins, and this page stays
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !/^https?:$/.test(link.protocol)) staying = performance.now() + A_MOMENT;
  }, true);
  addEventListener("beforeunload", (event) => {
    if (!isTouched() || performance.now() < staying) return;
    event.preventDefault();
    event.returnValue = true; // what older browsers look at
  });
  addEventListener("pagehide", () => {
    delete dataset.typing;
    clear();
  });
  // A browser may fill in again what stood there; what somebody typed meanwhile is theirs and stays.
  addEventListener("pageshow", (event) => {
    const [way] = performance.getEntriesByType("navigation");
    const again = event.persisted || (way?.type ?? "navigate") !== "navigate";
    if (again && dataset.typing === undefined) clear();
  });
  // quick-exit.js says this before it leads away.
  document.addEventListener("mw-leave", clear);
};
