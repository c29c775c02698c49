// Lighthouse on addresses, given one a line on standard input; answers with a line of JSON for each.
// node run.mjs /usr/bin/chromium --flag …
import { createInterface } from "node:readline";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, ...chromeFlags] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags, ignoreDefaultFlags: true, logLevel: "silent" });
// An example asks search engines to stay away, as it should: whether they may come is no fault of the page.
const settings = { logLevel: "silent", output: "json", port: chrome.port, skipAudits: ["is-crawlable"] };
try {
  for await (const address of createInterface({ input: process.stdin })) {
    const { lhr } = await lighthouse(address, settings);
    const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
    const lost = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
    process.stdout.write(`${JSON.stringify({ scores, lost, error: lhr.runtimeError?.message ?? "" })}\n`);
  }
} finally {
  chrome.kill();
}
