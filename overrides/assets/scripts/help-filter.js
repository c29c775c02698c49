// Filters for the list of help. The list is complete without them; they only hide.
(() => {
  const form = document.querySelector("[data-filter]");
  const none = document.querySelector(".mw-none[data-none]");
  const cards = [...document.querySelectorAll(".mw-services[data-filtered=''] > .mw-card")];
  if (!form || !cards.length) return;
  const count = form.querySelector("[data-count]");
  const has = (list, word) => (list ?? "").split(" ").filter(Boolean).includes(word);

  const apply = () => {
    const wish = new FormData(form);
    let shown = 0;
    for (const card of cards) {
      const data = card.dataset;
      const fits =
        has(data.situations, "danger") || // 112 and the police are never hidden
        ((!wish.get("situation") || has(data.situations, wish.get("situation"))) &&
          (!wish.get("country") || !data.serves || has(data.serves, wish.get("country"))) &&
          (!wish.get("language") || has(data.languages, wish.get("language"))) &&
          (!wish.get("free") || data.free === "yes") &&
          (!wish.get("day-and-night") || data.dayAndNight === "yes"));
      card.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown === 1 ? count.dataset.one : count.dataset.many.replace("{count}", String(shown));
    none.hidden = shown > 0;
  };

  form.hidden = false;
  form.addEventListener("change", apply);
  const country = new URLSearchParams(location.search).get("country")?.toUpperCase();
  const choice = country && form.querySelector(`input[name="country"][value="${CSS.escape(country)}"]`);
  if (choice) choice.checked = true;
  apply();
})();
