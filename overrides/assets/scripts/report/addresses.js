// Typed addresses read: the same rules as src/meldwijzer/report_form/addresses.py, held to them by one list of cases.
// Nothing is looked up, and nothing that was typed is changed: this is what stands beside it.

// What counts as white space and as a letter there; a browser's own \s and \b mean something else.
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const WORD = "\\p{L}\\p{N}_";
const I = "[i\\u0130\\u0131]";

const DEFANGED = [
  [new RegExp(`(^|[^${WORD}])h(?:xx|\\*\\*)p(?=s?(?![${WORD}]))`, "giu"), "$1http"],
  [new RegExp(`[${SPACE}]*[\\[({][${SPACE}]*(?:\\.|dot|punt|po${I}nt)[${SPACE}]*[\\])}][${SPACE}]*`, "giu"), "."],
  [new RegExp(`[${SPACE}]*[\\[({][${SPACE}]*://[${SPACE}]*[\\])}][${SPACE}]*`, "gu"), "://"],
  [new RegExp(`[${SPACE}]*[\\[({][${SPACE}]*:[${SPACE}]*[\\])}][${SPACE}]*`, "gu"), ":"],
  [new RegExp(`[${SPACE}]*[\\[({][${SPACE}]*/[${SPACE}]*[\\])}][${SPACE}]*`, "gu"), "/"],
];
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
// Closed first: looking for what follows a space would otherwise take the square of a long row of them.
const ROWS = new RegExp(`[${SPACE}]{2,}`, "gu");
const SPACED = /[ \t\u00a0]*(:\/\/|[:/?#&=])[ \t\u00a0]*|[ \t\u00a0]+(\.)[ \t\u00a0]*/g;
const ADDRESS = new RegExp(
  `^(?:[a-z\\u0130\\u0131][a-z0-9+\\-\\u0130\\u0131]*://)?(?:[^${SPACE}/@:?#]+(?::[^${SPACE}/@?#]*)?@)?` +
    `[^${SPACE}/@:.?#]+(?:\\.[^${SPACE}/@:.?#]+)*\\.[^${SPACE}/@:.?#]{2,}(?::[0-9]+)?(?:[/?#][^${SPACE}]*)?$`,
  "iu",
);
const SCHEME = new RegExp(`(^|[^=/?&%#${WORD}])https?://`, "giu");
const AROUND = new Set("<>\"'`«»“”‘’,;");
const IS_SPACE = new RegExp(`[${SPACE}]`, "u");
const GAPS = new RegExp(`[${SPACE}]+`, "u");

/** A text without the white space around it. */
export const strip = (text) => trimmed(text, (sign) => IS_SPACE.test(sign));

/** The addresses in what somebody typed, each once, in their order; a line without one as it is. */
export const readAddresses = (typed) => [...new Set(typed.split("\n").flatMap(parts).filter(Boolean))];

const parts = (line) => {
  let meant = line.replace(INVISIBLE, "").replace(ROWS, " ");
  for (const [pattern, plain] of DEFANGED) meant = meant.replace(pattern, plain);
  meant = meant.replace(SPACED, (_, sign, dot) => sign ?? dot);
  const pieces = atSchemes(meant).flatMap((part) => part.split(GAPS)).map(bare);
  const found = pieces.filter((piece) => ADDRESS.test(piece)).map(smallScheme);
  return found.length ? found : [strip(line)];
};

// Where another address begins; one inside an address is a part of it.
const atSchemes = (text) => {
  const starts = [...text.matchAll(SCHEME)].map((match) => match.index + match[1].length);
  return [0, ...starts].map((start, index) => text.slice(start, starts[index]));
};

const bare = (piece) => unquoted(unquoted(piece).replace(/\.$/, ""));

const unquoted = (piece) => trimmed(piece, (sign) => AROUND.has(sign));

// Not by an expression: looking for the end of a text would take the square of a long row inside it.
const trimmed = (text, goes) => {
  let [start, end] = [0, text.length];
  while (start < end && goes(text[start])) start += 1;
  while (end > start && goes(text[end - 1])) end -= 1;
  return text.slice(start, end);
};

const smallScheme = (address) => address.replace(/^[a-z][a-z0-9+-]*(?=:\/\/)/i, (scheme) => scheme.toLowerCase());
