// One tap shows one country and hides the other. The choice travels in the query of internal links, never in storage.
(() => {
  const box = document.querySelector("[data-country-choice]");
  const parts = [...document.querySelectorAll("main [data-country]")];
  const known = new Set(parts.map((part) => part.dataset.country));
  const chosen = () => new URLSearchParams(location.search).get("country")?.toUpperCase() ?? "";

  const carry = (country) => {
    for (const link of document.querySelectorAll("a[href]")) {
      const target = new URL(link.href, location);
      if (target.origin !== location.origin || link.getAttribute("href").startsWith("#")) continue;
      if (country) target.searchParams.set("country", country.toLowerCase());
      else target.searchParams.delete("country");
      link.href = target.href;
    }
  };

  const show = (country) => {
    for (const part of parts) part.hidden = Boolean(country) && part.dataset.country !== country;
    for (const button of box?.querySelectorAll("[data-choose]") ?? []) {
      button.setAttribute("aria-pressed", String(button.dataset.choose === country));
    }
    carry(country);
  };

  if (box) {
    box.hidden = false;
    box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-choose]");
      if (!button) return;
      const address = new URL(location);
      if (button.dataset.choose) address.searchParams.set("country", button.dataset.choose.toLowerCase());
      else address.searchParams.delete("country");
      history.replaceState(null, "", address);
      show(button.dataset.choose);
    });
  }
  // Only a page with the choice hides anything: elsewhere a reader could not bring it back.
  const country = chosen();
  if (box && known.has(country)) show(country);
  else if (country) carry(country);
})();
