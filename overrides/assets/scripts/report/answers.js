// What was answered, and what has to be mended first: as in src/meldwijzer/report_form/report.py. Nothing is shown here.
import { readAddresses, strip } from "./addresses.js";

/** Every question, in the order of the form. */
export const ASKED = [
  "where", "addresses", "platform", "name_there", "words", "child_known", "kind", "when", "when_text", "country_there",
  "email",
];
const SAID = ["addresses", "platform", "name_there", "words"];

/** A text that can be sent: half of a sign becomes the sign for one that is missing. */
const wellFormed = (text) => text.replace(/\p{Cs}/gu, "\ufffd").replace(/\r\n?/g, "\n");

/** The answers by question; an answer that was not given is empty. An address is for hotlines that answer. */
export const collect = (form, answersTo) => {
  const given = new FormData(form);
  const answers = Object.fromEntries(ASKED.map((name) => [name, wellFormed(String(given.get(name) ?? ""))]));
  return answersTo ? answers : { ...answers, email: "" };
};

/** Whether anything at all was answered. */
export const isTouched = (form) =>
  [...form.elements].some((one) => {
    if (!ASKED.includes(one.name)) return false;
    if (one.type === "radio") return one.checked !== one.defaultChecked;
    if (one.tagName === "SELECT") return !one.selectedOptions[0]?.defaultSelected;
    return one.value !== "";
  });

/** What is wrong: for each its question, the problem, and for a text that is too long both numbers. */
export const problems = (answers, limits, maxLines) => {
  const found = [];
  const said = Object.fromEntries(SAID.map((name) => [name, strip(answers[name]) !== ""]));
  const any = SAID.some((name) => said[name]);
  const add = (field, problem, more = {}) => found.push({ field, problem, ...more });

  if (!answers.where) add("where", "where_missing");
  if (answers.where === "web" && !said.addresses) add("addresses", "addresses_missing");
  if (answers.addresses.split("\n").filter((line) => strip(line)).length > maxLines) add("addresses", "addresses_many");
  if (["app", "message"].includes(answers.where) && !any) add("platform", "name_missing");
  if (answers.where === "elsewhere" && !any) add("words", "words_missing");
  if (answers.email && !isEmail(answers.email)) add("email", "email_form");
  for (const [field, limit] of Object.entries(limits)) {
    const count = [...(answers[field] ?? "")].length;
    if (count > limit) add(field, "too_long", { limit, count });
  }
  return found.sort((one, other) => ASKED.indexOf(one.field) - ASKED.indexOf(other.field));
};

const isEmail = (text) => {
  const address = strip(text);
  const at = address.lastIndexOf("@");
  const host = address.slice(at + 1).replace(/^\.+|\.+$/g, "");
  return at > 0 && host.includes(".") && !/[\s\x1c-\x1f\x85]/u.test(address);
};

/** What travels: the answers that were given, what the form says of itself, and how it read the addresses. */
export const fields = (form, answers, { country, key, seconds, trap }) => {
  const own = Object.fromEntries([...form.querySelectorAll("input[type=hidden]")].map((one) => [one.name, one.value]));
  const read = answers.addresses ? readAddresses(answers.addresses).join("\n") : "";
  const all = { ...own, country, ...answers, addresses_read: read, key, seconds: String(seconds), website: trap };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
};

/** What somebody, or something, wrote into the trap, no longer than it takes. */
export const trapped = (form, limit) => [...wellFormed(form.elements.website?.value ?? "")].slice(0, limit).join("");

/** A new mark by which each attempt to send one report is known; browsers give it ready-made on https only. */
export const newKey = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
