// Search in the reader's language, with Material's worker and its stemmers. Worker and index are fetched when the
// dialog is opened for the first time. What is typed stays on this page.
(() => {
  const button = document.querySelector("[data-search-open]");
  const dialog = document.querySelector("[data-search]");
  if (!button || !dialog?.showModal || !window.Worker) return;
  const input = dialog.querySelector("[data-search-words-input]");
  const status = dialog.querySelector("[data-search-status]");
  const list = dialog.querySelector("[data-search-results]");
  const base = new URL(dialog.dataset.base, location);
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // the worker's own message types
  // The policy of every page lets no text become a script but this one address, which the page itself names.
  const address = { createScriptURL: (url) => url };
  const trusted = window.trustedTypes?.createPolicy("search", address) ?? address;
  const SIGNS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" }; // as the worker writes them
  let worker = null;
  let ready = false;
  let asked = "";
  let tolerant = false; // whether the last question already allowed for typing errors

  const fail = () => { status.textContent = dialog.dataset.failed; };

  const start = async () => {
    if (worker) return;
    worker = new Worker(trusted.createScriptURL(dialog.dataset.worker));
    worker.onmessage = ({ data: message }) => {
      if (message.type === READY) { ready = true; ask(); }
      if (message.type === RESULT) show(message.data.items);
    };
    worker.onerror = fail;
    try {
      const answer = await fetch(new URL("search/search_index.json", base));
      if (!answer.ok) throw new Error(String(answer.status));
      worker.postMessage({ type: SETUP, data: { ...(await answer.json()), options: { suggest: false } } });
    } catch {
      worker.terminate();
      worker = null;
      fail();
    }
  };

  const ask = () => {
    const words = input.value.trim();
    if (!ready || words === asked) return;
    asked = words;
    tolerant = false;
    if (words) worker.postMessage({ type: QUERY, data: words });
    else { list.replaceChildren(); status.textContent = ""; }
  };

  // The worker marks found words with <mark>; everything else in its answer is text.
  const marked = (html) => {
    const part = document.createElement("span");
    const text = html.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (sign) => SIGNS[sign]);
    for (const [index, piece] of text.split(/[\ue000\ue001]/).entries()) {
      if (index % 2) { const mark = document.createElement("mark"); mark.textContent = piece; part.append(mark); }
      else part.append(piece);
    }
    return part;
  };
  const asText = (html) => html.replaceAll(/<mark[^>]*>/g, "\ue000").replaceAll("</mark>", "\ue001");
  const teaser = (html) => {
    const text = asText(html).replaceAll(/<[^>]*>/g, " ");
    const at = Math.max(0, text.indexOf("\ue000") - 60);
    return (at ? "… " : "") + text.slice(at, at + 180) + (text.length > at + 180 ? "…" : "");
  };

  const show = (groups) => {
    const found = groups.flat().filter((item) => item.score > 0).sort((one, other) => other.score - one.score).slice(0, 20);
    const count = found.length;
    if (!count && !tolerant && asked) {
      // Nothing: ask again with one letter wrong in each longer word (lunr's own notation).
      tolerant = true;
      const again = asked.split(/\s+/).map((word) => (/^\p{L}{5,}$/u.test(word) ? `${word}~1` : word)).join(" ");
      worker.postMessage({ type: QUERY, data: again });
      return;
    }
    status.textContent =
      !count ? dialog.dataset.none : count === 1 ? dialog.dataset.one : dialog.dataset.many.replace("{count}", String(count));
    list.replaceChildren(...found.map((item) => {
      const link = document.createElement("a");
      link.href = new URL(item.location, base).href;
      const title = document.createElement("strong");
      title.append(marked(asText(item.title)));
      link.append(title, marked(teaser(item.text)));
      const also = (item.tags ?? []).filter((tag) => tag.includes("<mark"));
      if (also.length) {
        const line = document.createElement("span");
        const [before, after] = dialog.dataset.also.split("{words}");
        line.append(" ", before, marked(asText(also.join(", "))), after);
        link.append(line);
      }
      const row = document.createElement("li");
      row.append(link);
      return row;
    }));
  };

  button.hidden = false;
  button.addEventListener("click", () => { dialog.showModal(); input.focus(); start(); });
  input.addEventListener("input", ask);
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  // A result on this very page only moves to its anchor: the dialog has to leave.
  list.addEventListener("click", () => dialog.close());
})();
