// Between the text of a content file and the editor's fields, and back with the smallest change. No page, no network.
//
// A shape says what a value is: {kind: "text" | "number" | "boolean"}, {kind: "record", fields}, {kind: "list", of},
// {kind: "map", of} (to the editor a list of records, each with its key) and {kind: "either", keys, of} (one text, or
// one for each key; to the editor a record with "one" and the keys). Every value is read as text, as Meldwijzer reads.
import { Pair, Scalar, YAMLMap, YAMLSeq, isMap, isSeq, parseDocument } from './yaml/index.js';

const READ = { schema: 'failsafe', keepSourceTokens: false };
const WRITE = { lineWidth: 0, flowCollectionPadding: false, indentSeq: true };
const AMBIGUOUS = /^(?:[-+.].*|\d[\d_.,:eExo-]*|~|null|true|false|yes|no|on|off|y|n)$/i; // what may be taken for no text
const WIDTH = 120;
const IDS = /^[A-Za-z0-9][A-Za-z0-9._:#-]*$/;

/** What stands in a file, as the editor's fields. */
export function toFields(value, shape) {
  if (value === null || value === undefined || value === '') return undefined;
  switch (shape.kind) {
    case 'record':
      return mapped(Object.keys(shape.fields), (name) => toFields(value[name], shape.fields[name]));
    case 'list':
      return value.map((item) => toFields(item, shape.of));
    case 'map':
      return Object.entries(value).map(([key, held]) => {
        const fields = toFields(held, shape.of);
        return shape.of.kind === 'record' ? { key, ...fields } : { key, value: fields };
      });
    case 'either':
      return typeof value === 'string' ? { one: value } : { ...value };
    default:
      return value;
  }
}

/** The editor's fields as what belongs in the file; `base` is what stands there now. Undefined: nothing to write. */
export function fromFields(fields, shape, base) {
  switch (shape.kind) {
    case 'record':
      return record(fields ?? {}, shape, isRecord(base) ? base : {});
    case 'list': {
      const items = (fields ?? []).map((item, at) => fromFields(item, shape.of, base?.[at])).filter((item) => item !== undefined);
      return kept(shape.picked ? inTheirOrder(items, base) : items, shape, base);
    }
    case 'map': {
      const entries = (fields ?? [])
        .filter((item) => item.key)
        .map(({ key, ...item }) => {
          const held = shape.of.kind === 'record' ? item : item.value;
          return [key, fromFields(held, shape.of, base?.[key]) ?? ''];
        });
      if (new Set(entries.map(([key]) => key)).size < entries.length) throw new Error('The same key stands there twice.');
      return entries.length || base ? Object.fromEntries(entries) : undefined;
    }
    case 'either': {
      const apart = mapped(order(shape.keys, isRecord(base) ? base : {}), (key) => leaf(fields?.[key], shape.of, base?.[key]));
      return Object.keys(apart).length ? apart : leaf(fields?.one, shape.of, typeof base === 'string' ? base : undefined);
    }
    default:
      return leaf(fields, shape, base);
  }
}

function record(fields, shape, base) {
  return mapped(order(Object.keys(shape.fields), base), (name) => {
    if (!(name in shape.fields)) return base[name];
    const value = fromFields(fields[name], shape.fields[name], base[name]);
    return isRecord(value) && !Object.keys(value).length && !base[name] ? base[name] : value;
  });
}

/** The keys that stand in the file, in their order, with the others where the model has them. */
function order(names, base) {
  const all = Object.keys(base);
  names.forEach((name, at) => {
    if (name in base) return;
    const before = names.slice(0, at).reverse().find((other) => all.includes(other));
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, name);
  });
  return all;
}

/** What is ticked comes back in no order of its own: what stood there stays where it stood. */
function inTheirOrder(items, base) {
  const old = (base ?? []).filter((item) => items.includes(item));
  return [...old, ...items.filter((item) => !old.includes(item))];
}

function leaf(value, shape, base) {
  let text = value === null || value === undefined ? '' : String(value).replace(/\r\n?/g, '\n').trimEnd();
  if (typeof base === 'string' && base.trimEnd() === text) return base;
  if (text.includes('\n') || (typeof base === 'string' && base.endsWith('\n') && text)) text += '\n';
  return kept(text === '' ? undefined : shape.kind === 'text' ? text : new Plain(text), shape, base);
}

/** Leave out what is not in the file and says no more than its absence. */
function kept(value, shape, base) {
  if (base !== undefined) return value;
  const said = JSON.stringify(plain(value) ?? []);
  return said === '[]' || said === '""' || said === JSON.stringify(shape.default ?? []) ? undefined : value;
}

/** A number or a truth value: written without quotation marks. */
class Plain {
  constructor(text) {
    this.text = text;
  }
}

/** Return `text` (a YAML text) with the values that the fields hold now. Throws where that cannot be. */
export function rewrite(text, fields, shape) {
  const doc = parseDocument(text, READ);
  if (doc.errors.length) throw doc.errors[0];
  const base = doc.toJS();
  const value = fromFields(fields, shape, base);
  if (same(value, base ?? {})) return text;
  const canonical = doc.toString(WRITE);
  doc.contents = patch(doc.contents, value, usual(text));
  const written = restored(text, canonical, doc.toString(WRITE));
  if (!same(parseDocument(written, READ).toJS(), value)) throw new Error('This change cannot be written; nothing was saved.');
  return written;
}

/** Read a YAML text as fields. */
export function read(text, shape) {
  const doc = parseDocument(text, READ);
  if (doc.errors.length) throw doc.errors[0];
  return toFields(doc.toJS(), shape) ?? {};
}

/** Whether texts of one line mostly stand between quotation marks in a file. */
function usual(text) {
  const quoted = text.match(/^[ -]*(?:[^\s:]+: )?"/gm)?.length ?? 0;
  const bare = text.match(/^[ -]*[^\s:]+: [^\s"'|>[{]/gm)?.length ?? 0;
  return quoted > bare;
}

function patch(node, value, quoted) {
  const now = node?.toJSON?.() ?? '';
  if (node && same(now, value)) return node;
  if (Array.isArray(value)) return isSeq(node) ? patchList(node, value, quoted) : fresh(value, quoted);
  if (isRecord(value)) return isMap(node) ? patchMap(node, value, quoted) : fresh(value, quoted);
  const made = fresh(value, quoted);
  if (!(node instanceof Scalar) || !node.type) return made;
  node.value = made.value;
  // An empty value has no style yet; a text of several lines stays a block, and becomes one.
  const mistaken = node.type === Scalar.PLAIN && AMBIGUOUS.test(made.value) && !AMBIGUOUS.test(now);
  if (now === '' || made.type === Scalar.BLOCK_LITERAL || mistaken) node.type = made.type;
  return node;
}

function patchMap(node, value, quoted) {
  const pairs = new Map(node.items.map((pair) => [String(pair.key?.value ?? pair.key), pair]));
  node.items = Object.entries(value).map(([key, held]) => {
    const pair = pairs.get(key) ?? new Pair(named(key));
    pair.value = patch(pair.value, held, quoted);
    return pair;
  });
  return node;
}

function patchList(node, value, quoted) {
  const old = node.items;
  let start = 0;
  while (start < Math.min(old.length, value.length) && same(old[start].toJSON(), value[start])) start += 1;
  let end = 0;
  while (end < Math.min(old.length, value.length) - start && same(old.at(-1 - end).toJSON(), value.at(-1 - end))) end += 1;
  const same_length = old.length === value.length;
  const middle = value.slice(start, value.length - end).map((item, at) => patch(same_length ? old[start + at] : null, item, quoted));
  node.items = [...old.slice(0, start), ...middle, ...(end ? old.slice(-end) : [])];
  return node;
}

function fresh(value, quoted) {
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map((item) => fresh(item, quoted));
    list.flow = value.every((item) => typeof item === 'string' && IDS.test(item));
    return list;
  }
  if (isRecord(value)) {
    const map = new YAMLMap();
    map.items = Object.entries(value).map(([key, held]) => new Pair(named(key), fresh(held, quoted)));
    return map;
  }
  const scalar = new Scalar(plain(value));
  if (value instanceof Plain) scalar.type = Scalar.PLAIN;
  else if (value.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
  else scalar.type = (quoted && !IDS.test(value)) || AMBIGUOUS.test(value) ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
  return scalar;
}

function named(key) {
  const scalar = new Scalar(key);
  scalar.type = AMBIGUOUS.test(key) ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
  return scalar;
}

/** Put back how lines stood that did not change, where writing YAML would set them otherwise (lists over many lines). */
function restored(text, canonical, written) {
  if (text === canonical) return written;
  const [was, normal, now] = [text, canonical, written].map((whole) => whole.split('\n'));
  const inOld = new Map(common(normal, was));
  const anchors = common(normal, now).filter(([at]) => inOld.has(at)).map(([at, there]) => [inOld.get(at), at, there]);
  const lines = [];
  let [a, b, c] = [0, 0, 0];
  for (const [old, at, there] of [...anchors, [was.length, normal.length, now.length]]) {
    const changed = normal.slice(b, at).join('\n') !== now.slice(c, there).join('\n');
    lines.push(...(changed ? now.slice(c, there).flatMap(folded) : was.slice(a, old)));
    if (old < was.length) lines.push(was[old]);
    [a, b, c] = [old + 1, at + 1, there + 1];
  }
  return lines.join('\n');
}

/** A list that is too long for one line, over several, as people write it here. */
function folded(line) {
  const [, before, items] = /^( *(?:[^\s"'[]+: |- )\[)(.*)\]$/.exec(line) ?? [];
  if (!items || line.length <= WIDTH) return [line];
  const margin = before.match(/^ */)[0];
  const lines = [before];
  let row = '';
  for (const item of items.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,"'])[^,]*(?:, |$)/g)) {
    if (row && `${margin}  ${row}${item}`.trimEnd().length > WIDTH) {
      lines.push(`${margin}  ${row}`.trimEnd());
      row = '';
    }
    row += item;
  }
  return [...lines, `${margin}  ${row}`, `${margin}]`];
}

/** The longest common subsequence of two lists of lines, as pairs of positions. */
function common(one, two) {
  const rest = Array.from({ length: one.length + 1 }, () => new Uint32Array(two.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = two.length - 1; j >= 0; j -= 1) {
      rest[i][j] = one[i] === two[j] ? rest[i + 1][j + 1] + 1 : Math.max(rest[i + 1][j], rest[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < one.length && j < two.length; ) {
    if (one[i] === two[j]) pairs.push([i++, j++]);
    else if (rest[i + 1][j] >= rest[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

function mapped(names, make) {
  return Object.fromEntries(names.map((name) => [name, make(name)]).filter(([, value]) => value !== undefined));
}

function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Plain);
}

function plain(value) {
  if (value instanceof Plain) return value.text;
  if (Array.isArray(value)) return value.map(plain);
  return isRecord(value) ? mapped(Object.keys(value), (name) => plain(value[name])) : value;
}

/** Whether two values say the same, the order of keys included: it is the order in which readers see them. */
function same(one, two) {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(two));
}
