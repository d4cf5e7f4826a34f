import { readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

const tables = ['states', 'exercise'].map((name) => new URL(`../data/gazetteer/${name}.tsv`, import.meta.url));

// `import names from 'virtual:states'`: code to name, out of the gazetteer that the program reads with.
function states(): Plugin {
  const id = 'virtual:states';
  return {
    name: 'whence-states',
    resolveId: (asked) => (asked === id ? `\0${id}` : null),
    load(asked) {
      if (asked !== `\0${id}`) return null;
      const names: Record<string, string> = {};
      for (const table of tables) {
        for (const line of readFileSync(table, 'utf8').split('\n')) {
          const [code, name] = line.split('\t');
          if (code && name && !line.startsWith('#')) names[code] = name;
        }
      }
      return `export default ${JSON.stringify(names)}`;
    },
  };
}

// Everything is one origin: no inlined data: URLs, no code made at run time, so that a strict CSP holds.
export default defineConfig({
  base: './',
  plugins: [svelte(), states()],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2022', reportCompressedSize: false, rollupOptions: { output: { hashCharacters: 'hex' } } },
  server: { proxy: { '/api': process.env['WHENCE_API'] ?? 'http://127.0.0.1:8080' }, fs: { allow: ['..'] } },
});
