// Programs for Node as each bundler makes them, with all that they need in one folder.
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import { bundleWithWebpack } from './webpack.js';

/** @typedef {(folder: string, file: string) => Promise<unknown>} Build writes `dist/<file>` */

/** @param {esbuild.BuildOptions} options @returns {Build} */
const withEsbuild = (options) => async (folder, file) => {
  const { warnings } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints: ['main.js'],
    outfile: `dist/${file}`,
    bundle: true,
    platform: 'node',
    logLevel: 'silent',
    ...options,
  });
  if (warnings.length > 0) throw new Error(warnings[0].text);
};

/** @param {import('webpack').Configuration} options @returns {Build} */
const withWebpack = (options) => (folder, file) =>
  bundleWithWebpack(folder, {
    target: 'node',
    // Of no interest on a server.
    performance: { hints: false },
    ...options,
    output: { path: join(folder, 'dist'), filename: file, ...options.output },
  });

/** @param {'es' | 'cjs'} format @returns {Build} */
const withRollup = (format) => async (folder, file) => {
  const bundle = await rollup({
    input: join(folder, 'main.js'),
    external: builtinModules.flatMap((name) => [name, `node:${name}`]),
    plugins: [nodeResolve({ exportConditions: ['node'] })],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  await bundle.write({ file: join(folder, 'dist', file), format, inlineDynamicImports: true });
  await bundle.close();
};

/** @type {Build} */
const withVite = (folder, file) =>
  vite.build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: { ssr: 'main.js', rollupOptions: { output: { entryFileNames: file } } },
  });

/** The file of each, whose name says what kind of script it is, and what builds it. @type {Record<string, [string, Build]>} */
export const SERVERS = {
  'esbuild, ES module': ['main.mjs', withEsbuild({ format: 'esm' })],
  'esbuild, CommonJS': ['main.cjs', withEsbuild({ format: 'cjs' })],
  // With conditions of one's own, `module` is none.
  'esbuild, with a condition': ['main.mjs', withEsbuild({ format: 'esm', conditions: ['own'] })],
  'webpack, ES module': [
    'main.mjs',
    withWebpack({ output: { module: true, chunkFormat: 'module' }, experiments: { outputModule: true } }),
  ],
  'webpack, CommonJS': ['main.cjs', withWebpack({})],
  'rollup, ES module': ['main.mjs', withRollup('es')],
  'rollup, CommonJS': ['main.cjs', withRollup('cjs')],
  'vite, for a server': ['main.mjs', withVite],
};
