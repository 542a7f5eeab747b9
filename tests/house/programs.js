// The programs that a page shows, each after `<!-- program: name -->`, and their output, after `<!-- output: name -->`. After `<!-- server: name -->` is a program
// that runs until it is stopped.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { ROOT, text as read } from './files.js';

/** @param {string} path of the page, relative to the root */
export function programsOf(path) {
  const text = read(path);
  const blocks = [...text.matchAll(/<!-- (program|server|output|output of): ([\w./-]+) -->\n```\w*\n([\s\S]*?)```/g)];
  const named = (/** @type {string} */ kind) =>
    new Map(blocks.filter(([, k]) => k === kind).map(([, , name, block]) => [name, block]));
  return {
    text,
    programs: named('program'),
    servers: named('server'),
    outputs: named('output'),
    outputsOfFiles: named('output of'),
  };
}

/** A folder where programs find spanloom. It is removed after the tests of the file. */
export function createWorkshop() {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-programs-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules', 'spanloom'));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/**
 * Saves a program and runs it to its end.
 * @param {string} folder @param {string} name @param {string} text @param {Record<string, string>} [env]
 */
export const runProgram = (folder, name, text, env) => startProgram(folder, name, text, env).ended;

/** @param {string} file @param {Record<string, string>} [env] */
export const runFile = (file, env) => startFile(file, env).ended;

/** Saves a program and starts it. @param {string} folder @param {string} name @param {string} text @param {Record<string, string>} [env] */
export function startProgram(folder, name, text, env) {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return startFile(file, env);
}

/** @param {string} file @param {Record<string, string>} [env] */
function startFile(file, env) {
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...env, NO_COLOR: '1' } });
  /** @type {Promise<{ code: number | null, out: string, err: string }>} */
  const ended = new Promise((resolve) => {
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { ended, stop: () => child.kill() };
}

/** The output without what differs from run to run. @param {string} text */
export const steady = (text) =>
  text
    .replace(/\b[0-9a-f]{32}\b/g, 'ID')
    .replace(/ +[\d.]+ (µs|ms|s)\b/g, ' TIME')
    .trim();
