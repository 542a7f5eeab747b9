import { join } from 'node:path';
import { promisify } from 'node:util';
import webpack from 'webpack';
import { writePage } from '../fixture.js';

/** @param {string} folder @param {import('webpack').Configuration} [options] @returns {Promise<string>} the entry's file */
export async function bundleWithWebpack(folder, options) {
  const stats = await promisify(webpack)({
    mode: 'production',
    context: folder,
    entry: './main.js',
    output: { path: join(folder, 'dist'), filename: '[name].[contenthash].js' },
    ...options,
  });
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
  return stats.toJson().assetsByChunkName.main[0];
}

/** @param {string} folder */
export const buildWithWebpack = async (folder) => writePage(folder, await bundleWithWebpack(folder));
