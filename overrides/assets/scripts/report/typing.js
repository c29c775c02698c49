// That somebody types, from the first moment on: the modules may come late. Read, and taken away, by leave.js.
for (const kind of ["beforeinput", "change"]) {
  document.addEventListener(kind, (event) => {
    if (event.isTrusted) document.documentElement.dataset.typing = "";
  }, true);
}
