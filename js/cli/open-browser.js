import { spawn } from 'node:child_process';

/** @type {Record<string, string[]>} */
const PROGRAMS = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
const OTHERWISE = ['xdg-open'];

/** Opens a page in the browser. @param {string} url @param {(message: string) => void} onFailure */
export function openBrowser(url, onFailure) {
  const [program, ...args] = PROGRAMS[process.platform] ?? OTHERWISE;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', ({ message }) => onFailure(message));
  child.on('exit', (code) => code && onFailure(`${program} ended with code ${code}`));
  child.unref();
}
