// Buttons that copy what stands beside them. Where no script runs, or nothing can be copied, there are none.
(() => {
  if (!navigator.clipboard?.writeText) return;
  for (const part of document.querySelectorAll("[data-copying]")) {
    const said = part.querySelector("[data-copy-said]");
    part.querySelector("[data-copy-offer]").hidden = false;
    part.querySelector("[data-copy]").addEventListener("click", async () => {
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(part.dataset.copyText);
        said.textContent = said.dataset.worked;
      } catch {
        said.textContent = said.dataset.failed;
      }
    });
  }
})();
