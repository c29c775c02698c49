// The report form with a script: check before sending, send once, keep everything when it fails, clear it afterwards.
import { collect, fields, isTouched, newKey, problems, trapped, ASKED } from "./answers.js";
import { answersAsText, contactsAsText, copy, save, today } from "./copy.js";
import { watch } from "./leave.js";
import { send } from "./send.js";
import { LONGEST_WAIT, Views } from "./views.js";

const root = document.querySelector("[data-report]");
const form = root.querySelector("form");
const views = new Views(root);
const limits = JSON.parse(root.dataset.limits);
const asked = Object.fromEntries(Object.entries(limits).filter(([name]) => ASKED.includes(name)));
const fresh = () => ({ key: "", opened: performance.now(), country: "", answers: null, unsure: false, sending: false, done: false });
let report = fresh();

const buttons = () => [...form.querySelectorAll("[data-check]")];
const isShown = (element) => element.closest("[hidden]") === null;
const answersTo = (country) => root.dataset.feedback.split(" ").includes(country);

/** Take away what was typed, wherever it is shown. A report that is under way is not waited for. */
const clear = () => {
  report = fresh();
  form.reset();
  views.settle();
  views.ask();
  views.notify("");
};

const check = (country) => {
  if (report.sending) return;
  const answers = collect(form, answersTo(country));
  Object.assign(report, { country, answers });
  const wrong = problems(answers, asked, Number(root.dataset.maxLines));
  if (wrong.length) {
    views.mend(wrong);
    return;
  }
  views.settle();
  views.check(answers, country);
};

const attempt = async (button) => {
  const mine = report;
  if (mine.sending || mine.done) return; // one at a time, and one only
  if (button.getAttribute("aria-disabled") === "true") {
    views.say(button.dataset.later);
    return;
  }
  mine.sending = true;
  mine.key ||= newKey();
  views.underway(true);
  const seconds = Math.min(Math.round((performance.now() - mine.opened) / 1000), 1_000_000);
  const { country, key, answers } = mine;
  const travelling = fields(form, answers, { country, key, seconds, trap: trapped(form, limits.website) });
  const outcome = await send(button.dataset.formaction, travelling, Number(root.dataset.timeout));
  if (mine !== report) return; // cleared meanwhile
  mine.sending = false;
  views.underway(false);
  arrived(outcome, country);
};

const arrived = (outcome, country) => {
  const errors = outcome.kind === "fields" ? known(outcome.errors) : [];
  if (outcome.kind === "done") {
    done(outcome.reference, country);
    return;
  }
  report.unsure ||= outcome.kind === "failed" && !outcome.sure;
  if (errors.length) views.notTaken(errors, country, report.unsure);
  else failed(outcome.kind === "fields" ? { failure: "refused", wait: 0 } : outcome, country);
};

/** What an endpoint refuses of what was asked; of a limit shorter than the form's own the form knows no number. */
const known = (errors) =>
  errors
    .filter(({ field }) => ASKED.includes(field) && views.field(field))
    .map(({ field, problem }) => {
      const [limit, count] = [limits[field], [...report.answers[field]].length];
      return { field, problem: problem === "too_long" && !(count > limit) ? "refused" : problem, limit, count };
    });

const failed = ({ failure, wait }, country) => {
  const panel = views.failed(failure, country, report.unsure, wait);
  if (wait <= 0) return;
  setTimeout(() => {
    if (panel.isConnected) views.ready(panel);
  }, Math.min(wait, LONGEST_WAIT) * 1000);
};

const done = (reference, country) => {
  clear();
  report.done = true;
  const day = new Intl.DateTimeFormat(root.dataset.locale, { dateStyle: "long" }).format(new Date());
  views.done(reference, country, day);
};

/** What can be tapped in a view, by its data-do. */
const deeds = {
  print: () => print(),
  "save-done": (view) => {
    const lines = [...view.querySelectorAll("[data-copied]")].map((one) => one.innerText.replace(/\s+/g, " ").trim());
    save([views.word("done.copy_head"), ...lines, "", contactsAsText(view)].join("\n"), today());
  },
  "save-answers": (view) => save(answersAsText(view.querySelector("[data-answers]")), today()),
  "copy-answers": async (view) => {
    const list = view.querySelector("[data-answers]");
    const worked = await copy(answersAsText(list));
    if (!worked) getSelection().selectAllChildren(list);
    view.querySelector("[data-copy-status]").textContent = views.word(worked ? "prepared.copied" : "prepared.not_copied");
  },
  another: () => {
    clear();
    views.leadTo("where");
  },
  finish: () => {
    clear();
    views.notify(views.word("prepared.cleared"));
    views.lead(views.notice);
  },
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const tapped = buttons().includes(event.submitter) && isShown(event.submitter) ? event.submitter : null;
  const button = tapped ?? buttons().find(isShown); // Enter: the first that the reader sees
  if (button) check(button.dataset.check);
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[type=button][data-check]");
  if (button) check(button.dataset.check);
});
views.outlet.addEventListener("click", (event) => {
  const change = event.target.closest("[data-change]");
  const button = event.target.closest("button");
  if (change) {
    event.preventDefault();
    if (!report.sending) views.ask(change.dataset.change);
  } else if (button?.matches("[data-send]")) attempt(button);
  else if (button) deeds[button.dataset.do]?.(views.outlet);
});
// Another country, another hotline: what is being checked for the one is not shown as if for the other.
document.addEventListener("click", (event) => {
  const isOpen = report.answers && !report.sending && !report.done && views.questions.hidden;
  if (isOpen && event.target.closest("[data-choose]")) views.ask();
});

views.tellHandled(form);
watch(() => !report.done && isTouched(form), clear);
form.noValidate = true;
form.querySelector("[data-enter]").disabled = false;
for (const part of root.querySelectorAll("[data-with-script]")) part.hidden = false;
for (const part of root.querySelectorAll("[data-without-script]")) part.hidden = true;
