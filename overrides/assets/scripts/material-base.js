// Material's bundle expects these four names from an inline script. Here nothing is read from or kept in storage.
globalThis.__md_scope = new URL("/", location);
globalThis.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
globalThis.__md_get = () => null;
globalThis.__md_set = () => {};
