// How many links of the apps in tests/frameworks are found, and how many links are wrong.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { must } from '../../../scripts/lib/run.mjs';

export async function measure() {
  const output = await must(process.execPath, ['--expose-gc', '--test', 'tests/frameworks/apps.test.js'], {
    cwd: root,
  });
  const [, links, precision, recall] = output.match(/(\d+) links: precision ([\d.]+), recall ([\d.]+)/) ?? [];
  const apps = readdirSync(join(root, 'tests/frameworks/apps')).length;
  return {
    apps: { text: `${apps}`, measured: apps },
    links: { text: links, measured: Number(links) },
    precision: { text: precision, measured: Number(precision) },
    recall: { text: recall, measured: Number(recall) },
  };
}
