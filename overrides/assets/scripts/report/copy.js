// Taking something along: print, a text file made here, the clipboard. Nothing of it leaves the device or stays here.

/** Save a text as a file; its name says nothing but the day. */
export const save = (text, day) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = `${day}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

/** Put a text on the clipboard; whether that worked. */
export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/** The day as files are named by it: 2026-11-22, where the reader is. */
export const today = (now = new Date()) =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

/** The lines of a copy of answers: each question that was answered, with its answer below it. */
export const answersAsText = (list) =>
  [...list.querySelectorAll("[data-row]")]
    .filter((row) => row.dataset.empty === undefined)
    .map((row) => [row.querySelector("dt"), ...row.querySelectorAll("[data-copied]")])
    .map((parts) => parts.map((part) => part.innerText.trim()).join("\n"))
    .join("\n\n");

/** The lines of a copy of contact points: whose they are, what each is called and what to dial, write to or open. */
export const contactsAsText = (part) =>
  [...part.querySelectorAll("[data-beside], .mw-contact__main")]
    .map((line) => line.innerText.replace(/\s+/g, " ").trim())
    .join("\n");
