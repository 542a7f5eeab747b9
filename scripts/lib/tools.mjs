import { existsSync, readdirSync } from 'node:fs';
import { onPath } from './paths.mjs';

/**
 * @typedef {Object} Tool
 * @property {string} name
 * @property {string} why
 * @property {string[]} packages of Debian, that provide it
 * @property {() => unknown} find something truthy when it is there
 * @property {boolean} [fetched] CMake downloads it when the system has none
 */

const program = (name, why, packages, ...names) => ({ name, why, packages, find: () => onPath(...names) });
const source = (name, why, packages, path) => ({ name, why, packages, find: () => existsSync(path), fetched: true });

/** @type {Tool[]} what building the package takes */
const BUILD = [
  program('CMake', 'configures the build of the core', ['cmake'], 'cmake'),
  program('Ninja', 'builds the core', ['ninja-build'], 'ninja'),
  program('Emscripten', 'compiles the core to WebAssembly', ['emscripten'], 'emcc'),
  source('protozero', 'writes protobuf', ['libprotozero-dev'], '/usr/include/protozero/version.hpp'),
];

/** @type {Tool[]} what the tests take besides */
const TEST = [
  program('g++', 'builds the native tests', ['g++'], 'g++'),
  program('clang', 'builds the sanitizer and fuzz tests', ['clang'], 'clang++'),
  {
    name: 'sanitizer runtimes',
    why: 'run the sanitizer and fuzz tests',
    packages: ['libclang-rt-dev'],
    find: sanitizers,
  },
  program('clang-format', 'checks the format of C++', ['clang-format'], 'clang-format'),
  program('clang-tidy', 'lints C++', ['clang-tidy'], 'clang-tidy'),
  source('GoogleTest', 'the C++ tests', ['googletest'], '/usr/src/googletest/CMakeLists.txt'),
  { name: 'Chromium', why: 'the browser tests', packages: ['chromium'], find: findChromium },
  { name: 'Firefox', why: 'the browser tests', packages: ['firefox-esr'], find: findFirefox },
];

/** @type {Record<'start' | 'test', Tool[]>} */
export const TOOLS = { start: BUILD, test: [...BUILD, ...TEST] };

/** The browser for tests: its path, or undefined. */
export function findChromium() {
  return onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
}

/** The second browser for tests: its path, or undefined. */
export function findFirefox() {
  return onPath('firefox-esr', 'firefox');
}

function sanitizers() {
  if (process.platform !== 'linux') return true;
  const folders = existsSync('/usr/lib/clang')
    ? readdirSync('/usr/lib/clang').map((name) => `/usr/lib/clang/${name}`)
    : [];
  const names = folders.flatMap((folder) =>
    existsSync(`${folder}/lib/linux`) ? readdirSync(`${folder}/lib/linux`) : [],
  );
  return names.some((name) => name.includes('fuzzer')) && names.some((name) => name.includes('asan'));
}
