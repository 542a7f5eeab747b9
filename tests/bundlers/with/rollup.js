import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets';
import { rollup } from 'rollup';
import { writePage } from '../fixture.js';

/** @param {string} folder */
export async function buildWithRollup(folder) {
  const bundle = await rollup({
    input: join(folder, 'main.js'),
    plugins: [nodeResolve({ browser: true }), importMetaAssets()],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  const { output } = await bundle.write({ dir: join(folder, 'dist'), entryFileNames: '[name]-[hash].js' });
  await bundle.close();
  writePage(folder, output.find((chunk) => chunk.isEntry).fileName);
}
