// Bundles programs for Node.js as a bundler does for a browser, with the tags of Relay replaced by its plugin of Babel.
import { readFile } from 'node:fs/promises';
import { transformAsync } from '@babel/core';
import { build } from 'esbuild';

const relay = {
  name: 'relay',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\]src[/\\]\w+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('graphql`')) {
        return undefined;
      }
      const { code } = await transformAsync(source, {
        filename: path,
        parserOpts: { plugins: ['typescript'] },
        plugins: [['relay', { eagerEsModules: true }]],
      });
      return { contents: code, loader: 'ts' };
    }),
};

await build({
  entryPoints: process.argv.slice(2),
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  plugins: [relay],
  logLevel: 'warning',
});
