import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BASE } from '../site.js';

const PARCEL = fileURLToPath(new URL('../node_modules/parcel/lib/bin.js', import.meta.url));

/** @param {string} folder */
export const buildWithParcel = (folder) =>
  promisify(execFile)(process.execPath, [PARCEL, 'build', 'index.html', '--public-url', BASE], { cwd: folder });
