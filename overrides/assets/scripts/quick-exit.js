// Away at once: a tap on the link, or Shift three times, covers the page, clears what was typed, and leads elsewhere.
(() => {
  const link = document.querySelector("[data-exit]");
  if (!link) return;
  const TIMES = 3, WITHIN = 5000; // milliseconds
  let [pressed, alone] = [[], false];

  const leave = () => {
    document.documentElement.classList.add("mw-leaving");
    document.title = link.hostname;
    for (const form of document.forms) form.reset();
    document.dispatchEvent(new Event("mw-leave"));
    location.replace(link.href); // takes this page's place in the list of what was visited
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  // A capital letter is Shift and something else: only Shift pressed and let go alone counts, and nothing in between.
  const again = () => { [pressed, alone] = [[], false]; };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") again();
    else if (!event.repeat) alone = true;
  }, true);
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    pressed = [...pressed.filter((when) => event.timeStamp - when < WITHIN), event.timeStamp];
    if (pressed.length >= TIMES) leave();
  }, true);
  for (const kind of ["pointerdown", "beforeinput"]) document.addEventListener(kind, again, true);
  // Someone who comes back by the history sees the page as it was when it was opened.
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.documentElement.classList.remove("mw-leaving");
  });
  for (const part of document.querySelectorAll("[data-exit-keys]")) part.hidden = false;
})();
