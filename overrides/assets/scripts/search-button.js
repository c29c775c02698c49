// Search needs this script; the button appears with it and works by keyboard, which Material's label does not.
(() => {
  const button = document.querySelector("[data-search-open]");
  const toggle = document.getElementById("__search");
  const input = document.querySelector(".md-search__input");
  if (!button || !toggle || !input) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    toggle.checked = true;
    toggle.dispatchEvent(new Event("change"));
    input.focus();
  });
})();
