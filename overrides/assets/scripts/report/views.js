// What is shown: the questions, what has to be mended, the answers to look over, a failure, and what comes after.
// All words are in the page's templates. What was typed is only ever put in as text.
import { readAddresses, strip } from "./addresses.js";

/** Seconds; whoever is told a longer time may try again after this one. */
export const LONGEST_WAIT = 600;

export class Views {
  constructor(root) {
    this.root = root;
    this.questions = root.querySelector("[data-view=form]");
    this.outlet = root.querySelector("[data-outlet]");
    this.status = root.querySelector("[data-status]");
    this.notice = root.querySelector("[data-notice]");
    this.summary = root.querySelector("[data-summary]");
    this.otherWays = root.querySelector("[data-other-ways]");
    this.words = root.querySelector("template[data-words]").content;
    this.numbers = new Intl.NumberFormat(root.dataset.locale);
  }

  /** A sentence of the page, with its {fields} filled in. */
  word(name, values = {}) {
    const text = this.words.querySelector(`[data-word="${CSS.escape(name)}"]`)?.textContent ?? "";
    return text.replace(/\{([a-z]+)\}/g, (whole, key) => values[key] ?? whole);
  }

  /** A copy of one of the page's templates, for one country. */
  part(selector, country) {
    const found = this.root.querySelector(`template${selector}`).content.cloneNode(true);
    for (const one of found.querySelectorAll("[data-country]")) if (one.dataset.country !== country) one.remove();
    return found;
  }

  /** Put one view in place of the questions, or of another view, and lead the reader to it. */
  show(name, country) {
    this.outlet.replaceChildren(this.part(`[data-template=${name}]`, country));
    this.questions.hidden = true;
    this.say("");
    this.notify("");
    this.lead(this.outlet.querySelector("[data-title]"));
    return this.outlet;
  }

  /** Go back to the questions; to one of them, where it is named. */
  ask(name) {
    this.outlet.replaceChildren();
    this.questions.hidden = false;
    this.say("");
    if (name) this.leadTo(name);
  }

  /** What is going on, where the reader has just tapped. */
  say(text) {
    this.status.textContent = text;
  }

  /** What has just happened, above the questions. */
  notify(text) {
    this.notice.textContent = text;
  }

  lead(element) {
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "start" });
  }

  /** Lead to a question, and open what it is folded in. */
  leadTo(name) {
    const field = this.field(name);
    const fold = field?.closest("details");
    if (fold) fold.open = true;
    field?.closest("[data-folding]")?.setAttribute("data-asked", "");
    const control = field?.querySelector("input:checked") ?? field?.querySelector("input, textarea, select");
    control?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "start" });
  }

  field(name) {
    return this.questions.querySelector(`[data-field="${CSS.escape(name)}"]`);
  }

  /** Show what has to be mended: above all questions, and at each. */
  mend(problems) {
    this.settle();
    this.ask();
    const list = this.summary.querySelector("ul");
    for (const { field: name, problem, limit, count } of problems) {
      const field = this.field(name);
      const refused = this.word("errors.refused");
      const text = this.word(`errors.${problem}`, { limit: this.number(limit), count: this.number(count) }) || refused;
      this.mark(field, text);
      const link = document.createElement("a");
      link.href = `#${field.querySelector("input, textarea, select").id}`;
      link.textContent = text === refused ? `${this.question(name)} – ${text}` : text;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.leadTo(name);
      });
      const row = document.createElement("li");
      row.append(link);
      list.append(row);
    }
    this.summary.hidden = false;
    this.lead(this.summary);
  }

  /** The same where the endpoint did not take the report: that it did not, and the other ways. */
  notTaken(problems, country, unsure) {
    this.mend(problems);
    const said = this.part("[data-template=not-taken]", country);
    this.certain(said, unsure);
    this.summary.querySelector("[data-not-taken]").replaceChildren(said);
    this.otherWays.replaceChildren(this.part("[data-template=other-ways]", country));
  }

  /** Put in what is certain of a report that has not been received. */
  certain(part, unsure) {
    part.querySelector("[data-certainty]").replaceWith(this.part(`[data-certain=${unsure ? "unsure" : "not_arrived"}]`));
  }

  question(name) {
    const rows = this.root.querySelector("template[data-template=check]").content;
    return rows.querySelector(`[data-row="${CSS.escape(name)}"] dt`)?.textContent ?? "";
  }

  number(value) {
    return value === undefined ? undefined : this.numbers.format(value);
  }

  mark(field, text) {
    const message = field.querySelector("[data-error]");
    message.hidden = false;
    message.textContent = text;
    field.dataset.wrong = "";
    this.marked(field).setAttribute("aria-invalid", "true");
    const fold = field.closest("details");
    if (fold) fold.open = true;
  }

  marked(field) {
    return field.matches("[role=radiogroup]") ? field : field.querySelector("textarea, select, input");
  }

  /** Take away every mark. */
  settle() {
    this.summary.hidden = true;
    this.summary.querySelector("ul").replaceChildren();
    this.summary.querySelector("[data-not-taken]").replaceChildren();
    this.otherWays.replaceChildren();
    for (const field of this.questions.querySelectorAll("[data-wrong]")) {
      delete field.dataset.wrong;
      this.marked(field).removeAttribute("aria-invalid");
      const message = field.querySelector("[data-error]");
      message.hidden = true;
      message.textContent = "";
    }
  }

  /** Show all answers, to be looked over. */
  check(answers, country) {
    const view = this.show("check", country);
    for (const row of view.querySelectorAll("[data-row]")) this.fill(row, row.dataset.row, answers);
    return view;
  }

  fill(row, name, answers) {
    const value = answers[name];
    const said = row.querySelector("[data-value]");
    const chosen = this.chosen(name, value);
    if (value === undefined || chosen === undefined) return; // not asked for this country: its own words stay
    if (strip(chosen)) said.textContent = chosen;
    else {
      said.textContent = this.word("check.not_given");
      row.dataset.empty = "";
    }
    const read = row.querySelector("[data-read]");
    if (!read) return;
    const lines = readAddresses(value);
    if (lines.join("\n") === strip(value)) read.remove();
    else read.querySelector("[data-read-value]").textContent = lines.join("\n");
  }

  /** An answer as the reader saw it: the words of the choice, or what was typed. */
  chosen(name, value) {
    const field = this.field(name);
    if (!field) return undefined;
    const radio = field.querySelector(`input[type=radio][value="${CSS.escape(value)}"]`);
    if (radio) return field.querySelector(`label[for="${CSS.escape(radio.id)}"]`).textContent.trim();
    const option = field.querySelector(`option[value="${CSS.escape(value)}"]`);
    return option ? option.textContent.trim() : value;
  }

  /** A report is under way: nothing can be changed, and nothing sent a second time. */
  underway(is) {
    for (const part of this.outlet.querySelectorAll("[data-answers]")) part.inert = is;
    for (const button of this.outlet.querySelectorAll("[data-send]")) button.setAttribute("aria-disabled", String(is));
    this.say(is ? this.word("underway") : "");
    if (!is) return;
    this.outlet.querySelector("[data-failed]")?.remove();
    const send = this.outlet.querySelector("[data-send]");
    if (send) send.hidden = false;
    this.status.focus({ preventScroll: true });
    this.status.scrollIntoView({ block: "nearest" });
  }

  /** Say why it did not go, beside everything that was answered. For so many seconds it can't be tried again. */
  failed(failure, country, unsure, wait) {
    this.outlet.querySelector("[data-failed]")?.remove();
    const frame = this.part("[data-template=failure]", country);
    frame.querySelector("[data-reason]").replaceWith(this.part(`[data-failure=${failure}]`, country));
    this.certain(frame, unsure);
    const later = frame.querySelector("[data-until]");
    if (wait > 0) {
      const again = frame.querySelector("[data-again]");
      later.textContent = again.dataset.later = this.word("failures.later", { wait: this.waiting(wait) });
      again.setAttribute("aria-disabled", "true");
    } else later.remove();
    const send = this.outlet.querySelector("[data-send]");
    send.hidden = true;
    send.before(frame);
    const panel = this.outlet.querySelector("[data-failed]");
    this.lead(panel);
    return panel;
  }

  /** How long a number of seconds is, in words. */
  waiting(seconds) {
    if (seconds > LONGEST_WAIT) return this.word("failures.wait.later");
    if (seconds < 45) return this.word("failures.wait.soon");
    if (seconds < 90) return this.word("failures.wait.minute");
    return this.word("failures.wait.minutes", { minutes: this.number(Math.round(seconds / 60)) });
  }

  /** The time to wait is over. */
  ready(panel) {
    panel.querySelector("[data-until]").remove();
    panel.querySelector("[data-again]").setAttribute("aria-disabled", "false");
    this.say(this.word("failures.ready"));
  }

  /** Say what a hotline does with the chosen place, and keep the choice where it was on the screen. */
  tellHandled(form) {
    const group = this.field("where");
    const said = group.querySelector("[data-handled-said]");
    const tops = new Map();
    const note = () => {
      for (const one of group.querySelectorAll("input")) tops.set(one, one.getBoundingClientRect().top);
    };
    for (const kind of ["pointerdown", "keydown"]) group.addEventListener(kind, note, true);
    group.addEventListener("change", ({ target }) => {
      said.textContent = group.querySelector(`[data-handled="${CSS.escape(target.value)}"]`).innerText;
      const top = tops.get(target);
      // Two frames: a browser that keeps the position by itself has done so then.
      if (top !== undefined) {
        requestAnimationFrame(() => requestAnimationFrame(() => {
          scrollBy({ top: target.getBoundingClientRect().top - top, behavior: "instant" });
        }));
      }
    });
    form.addEventListener("reset", () => { said.textContent = ""; });
  }

  /** The report has arrived. */
  done(reference, country, day) {
    const view = this.show("done", country);
    view.querySelector(reference ? "[data-without-reference]" : "[data-with-reference]").remove();
    if (reference) view.querySelector("[data-reference]").textContent = reference;
    view.querySelector("[data-date]").textContent = day;
    return view;
  }
}
