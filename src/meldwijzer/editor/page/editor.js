// Starts the editor: hands it the notation of each content file, and the configuration of this page. No fields, no words.
import CMS from '../sveltia/npm/index.js';
import { read, rewrite } from '../text.js';

const HEAD = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/;
const texts = new Map(); // what each file said when it was read, by its digest, so that only what changed is written

async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function known(source) {
  if (!source) return '';
  if (!texts.has(source)) throw new Error('This file has changed since it was opened. Load the page again.');
  return texts.get(source);
}

async function fromFile(text, { shape, guide }) {
  const source = await digest(text);
  texts.set(source, text);
  const [, head, body] = (guide && HEAD.exec(`${text}\n`)) || ['', text, ''];
  return { source, ...read(`${head}\n`, shape), ...(guide && { body: body.trim() }) };
}

function toFile({ source, body, ...fields }, { shape, guide }) {
  const text = known(source);
  if (!guide) return rewrite(`${text}\n`, fields, shape);
  const [, head, old] = HEAD.exec(`${text}\n`) ?? ['', '', '\n'];
  const gap = old.match(/^\n*/)[0];
  return `---\n${rewrite(`${head}\n`, fields, shape)}---\n${gap}${(body ?? '').trim()}\n`;
}

const { formats, config } = await (await fetch('config.json', { cache: 'no-cache' })).json();
for (const [name, format] of Object.entries(formats)) {
  CMS.registerCustomFormat(name, format.guide ? 'md' : 'yml', {
    fromFile: (text) => fromFile(text, format),
    toFile: (content) => toFile(content, format),
  });
}
CMS.init({ config });
