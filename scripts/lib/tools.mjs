// The system tools that the build and the tests need, and how to find each.
import { existsSync, readdirSync } from 'node:fs';
import { onPath } from './paths.mjs';

/**
 * @typedef {Object} Tool
 * @property {string} name
 * @property {string} why what it does, as the end of "is missing (...)"
 * @property {string[]} packages the Debian packages that provide it
 * @property {() => unknown} find returns something truthy when it is installed
 * @property {boolean} [fetched] CMake downloads it when it is not installed
 */

const program = (name, why, packages, ...names) => ({ name, why, packages, find: () => onPath(...names) });
const source = (name, why, packages, path) => ({ name, why, packages, find: () => existsSync(path), fetched: true });

/** What `npm run build` and `npm start` need. @type {Tool[]} */
export const BUILD_TOOLS = [
  program('CMake', 'configures the build of the core', ['cmake'], 'cmake'),
  program('Ninja', 'builds the core', ['ninja-build'], 'ninja'),
  program('Emscripten', 'compiles the core to WebAssembly', ['emscripten'], 'emcc'),
  source('protozero', 'writes protobuf', ['libprotozero-dev'], '/usr/include/protozero/version.hpp'),
];

const CHROMIUM = { name: 'Chromium', why: 'runs the browser tests', packages: ['chromium'], find: findChromium };

/** What `npm run bench` needs. @type {Tool[]} */
export const BENCH_TOOLS = [...BUILD_TOOLS, CHROMIUM];

/** What `npm test` needs. @type {Tool[]} */
export const TEST_TOOLS = [
  ...BENCH_TOOLS,
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
  source('GoogleTest', 'runs the C++ tests', ['googletest'], '/usr/src/googletest/CMakeLists.txt'),
  { name: 'Firefox', why: 'runs the browser tests', packages: ['firefox-esr'], find: findFirefox },
];

/** The path of Chromium, or undefined. */
export function findChromium() {
  return onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
}

/** The path of Firefox, or undefined. */
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
