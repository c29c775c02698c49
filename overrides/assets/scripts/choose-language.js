// At the root: go to the first of the browser's languages that the site speaks. Nothing is remembered.
(() => {
  const links = new Map(
    [...document.querySelectorAll("a[data-language]")].map((link) => [link.dataset.language, link.href]),
  );
  for (const tag of navigator.languages ?? []) {
    const target = links.get(tag.toLowerCase().split("-")[0]);
    if (target) {
      location.replace(target);
      return;
    }
  }
})();
