// Projects with the packed package, beside the packages of this folder.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { project } from '../runtime/packed.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Ignored by git. */
const PROJECTS = join(HERE, 'build');

/**
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string>} files
 * @returns {string} its folder, gone when the test is over
 */
export function projectOf(t, files) {
  mkdirSync(PROJECTS, { recursive: true });
  const folder = mkdtempSync(join(PROJECTS, 'project-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  cpSync(project(t), folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** The script of a package that is installed here. @param {string} path */
export const script = (path) => join(HERE, 'node_modules', path);

/**
 * Runs Node in a project.
 * @param {string} cwd @param {string[]} args @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export async function node(cwd, args, env = {}) {
  // What runs this file has told its children that they are tests.
  const { NODE_TEST_CONTEXT, NODE_OPTIONS, ...rest } = process.env;
  const running = promisify(execFile)(process.execPath, args, {
    cwd,
    env: { ...rest, NO_COLOR: '1', CI: '1', ...env },
    timeout: 240_000,
    killSignal: 'SIGKILL',
  });
  const { code = 0, stdout, stderr } = await running.catch((error) => error);
  return { code, stdout, stderr };
}
