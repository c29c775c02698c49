// Runs linkinator over a folder with its own server, and prints what is broken as JSON.
// node run_linkinator.mjs FOLDER PORT START...   (from the folder in which it is installed)
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const { LinkChecker } = await import(pathToFileURL(require.resolve('linkinator')));
const [folder, port, ...start] = process.argv.slice(2);
const result = await new LinkChecker().check({
  path: start,
  serverRoot: folder,
  port: Number(port),
  recurse: true,
  checkFragments: true,
  checkCss: true,
  linksToSkip: [`^https?://(?!localhost:${port}/)`],
});
const broken = result.links.filter((link) => link.state === 'BROKEN');
console.log(JSON.stringify(broken.map((link) => [link.parent ?? link.url, link.url])));
