// One attempt to send a report, and what came of it as a value. It never throws, shows nothing and keeps nothing.
const LONGEST_ANSWER = 64 * 1024; // bytes
const LONGEST_REFERENCE = 100;
const USUAL_WAIT = 30;
const SURE = ["offline", "refused", "large", "busy"]; // the endpoint has not taken this attempt

/**
 * Send fields to an endpoint; head and body of the answer have to be there in time.
 *
 * Returns { kind: "done", reference }, { kind: "fields", errors: [{ field, problem }] }
 * or { kind: "failed", failure, wait, sure }: wait is a number of seconds, sure whether this attempt has not arrived.
 */
export const send = async (endpoint, fields, timeout) => {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), timeout * 1000);
  let trouble = navigator.onLine ? "unreachable" : "offline"; // later than now it says nothing of what was sent
  try {
    const answer = await fetch(endpoint, {
      method: "POST",
      body: new URLSearchParams(fields), // urlencoded, so that no question goes before it
      headers: { Accept: "application/json" },
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: control.signal,
    });
    trouble = "strange"; // an answer began, and broke off
    return await outcomeOf(answer);
  } catch {
    return failed(control.signal.aborted ? "slow" : trouble);
  } finally {
    clearTimeout(timer);
    control.abort();
  }
};

const failed = (failure, wait = 0) => ({ kind: "failed", failure, wait, sure: SURE.includes(failure) });

const outcomeOf = async (answer) => {
  const { status } = answer;
  if (answer.type === "opaqueredirect" || (status >= 300 && status < 400)) return failed("moved");
  if (status >= 500) return failed("broken", status === 503 ? waitOf(answer.headers.get("Retry-After"), 0) : 0);
  if (status === 413) return failed("large");
  if (status === 429) return failed("busy", waitOf(answer.headers.get("Retry-After"), USUAL_WAIT));
  if (status === 200 || status === 201) return doneOf(await objectIn(answer));
  if (answer.ok) return failed("strange");
  if (status === 400 || status === 422) return refusedOf(await objectIn(answer));
  return failed("refused");
};

const doneOf = (said) => {
  const named = typeof said?.reference === "string";
  if (!(named || said?.received === true) || "errors" in said || "error" in said) return failed("strange");
  const reference = named ? said.reference.trim() : "";
  return { kind: "done", reference: reference.length <= LONGEST_REFERENCE ? reference : "" };
};

const refusedOf = (said) => {
  const listed = Array.isArray(said?.errors) ? said.errors : [];
  const errors = listed.filter((one) => typeof one?.field === "string" && typeof one.problem === "string");
  return errors.length ? { kind: "fields", errors } : failed("refused");
};

const waitOf = (header, usual) => {
  const text = (header ?? "").trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? usual : Math.max(seconds, 0);
};

/** The JSON object that an answer holds; null where it holds none, or never ends. */
const objectIn = async (answer) => {
  const text = await textIn(answer);
  try {
    const said = JSON.parse(text);
    return said && typeof said === "object" && !Array.isArray(said) ? said : null;
  } catch {
    return null;
  }
};

const textIn = async (answer) => {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LONGEST_ANSWER) {
      reader.cancel().catch(() => {});
      return "";
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
};
