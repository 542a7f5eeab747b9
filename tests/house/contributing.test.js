// CONTRIBUTING, the architecture, the glossary and the decision records agree with the repository.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { CPP, JS } from './arrows.js';
import { manifest, ROOT, sourceFiles, text } from './files.js';

const FILES = sourceFiles();
const RECORDS = FILES.filter((path) => /^docs\/decisions\/.*\.md$/.test(path));
const PAGES = ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/glossary.md', ...RECORDS];
const PATH = /^(?:js|src|tests|scripts|docs|examples|web-demo|\.ci)\/[\w./@-]+$|^[\w-]+\.(?:md|json|txt)$/;

/** The code spans of a Markdown text, without fenced blocks. @param {string} markdown */
const codeOf = (markdown) =>
  [...markdown.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`]+)`/g)].map(([, code]) => code);

for (const page of PAGES) {
  const markdown = text(page);

  test(`${page}: every path, link and npm script exists`, () => {
    const paths = codeOf(markdown).filter((code) => PATH.test(code));
    const missing = paths.filter(
      (path) => ![ROOT, join(ROOT, dirname(page))].some((from) => existsSync(join(from, path))),
    );
    const links = [...markdown.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => join(dirname(page), link));
    missing.push(...links.filter((path) => !existsSync(join(ROOT, path))));
    const scripts = [...markdown.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name);
    missing.push(...scripts.filter((name) => !manifest.scripts[name]));
    assert.deepEqual(missing, []);
  });
}

test('CONTRIBUTING.md says what is in each folder of tests', () => {
  const folders = FILES.map((path) => path.match(/^tests\/[\w-]+(?=\/)/)?.[0]).filter((folder) => folder !== undefined);
  const named = codeOf(text('CONTRIBUTING.md').split('\n## Tests\n')[1]);
  assert.deepEqual(
    [...new Set(folders)].filter((folder) => !named.includes(folder)),
    [],
  );
});

const ARCHITECTURE = text('docs/architecture.md');
const PICTURE = ARCHITECTURE.match(/```text\n([\s\S]*?)```/)[1];

for (const [index, [root, arrows]] of Object.entries({ js: JS, src: CPP }).entries()) {
  const section = ARCHITECTURE.split(`\n### ${root}\n`)[1].split('\n## ')[0].split('\n### ')[0];

  test(`docs/architecture.md: the table of ${root} is the list in tests/house/arrows.js`, () => {
    const rows = [...section.matchAll(/^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|$/gm)];
    const listed = rows.map(([, folder, others]) => [folder, codeOf(others).sort()]);
    assert.deepEqual(
      listed,
      Object.entries(arrows).map(([folder, others]) => [folder, [...others].sort()]),
    );
  });

  test(`docs/architecture.md: in the picture, folders of ${root} import only from lines below their own`, () => {
    const box = PICTURE.split(/^ *\+-+\+$/m)[1 + 2 * index];
    const lines = box.split('\n').map((line) =>
      line
        .replace(/^[^|]*\|/, '')
        .replace(/\|$/, '')
        .split(/\s+/),
    );
    const lineOf = (/** @type {string} */ folder) => lines.findIndex((names) => names.includes(folder));
    const names = lines.flat().filter(Boolean);
    assert.deepEqual([...names].sort(), Object.keys(arrows).sort());
    for (const [folder, others] of Object.entries(arrows))
      for (const other of others) assert.ok(lineOf(folder) < lineOf(other), `${folder} imports ${other}`);
  });
}

test('docs/architecture.md names the conditional imports', () => {
  const named = codeOf(ARCHITECTURE).filter((code) => code.startsWith('#'));
  assert.deepEqual(named.sort(), Object.keys(manifest.imports).sort());
});

test('docs/decisions/dependencies.md has a row for every dependency of every package.json', () => {
  const rows = new Set(codeOf(text('docs/decisions/dependencies.md')));
  const missing = FILES.filter((path) => /(^|\/)package\.json$/.test(path)).flatMap((path) => {
    const { dependencies, devDependencies, peerDependencies, overrides } = JSON.parse(text(path));
    return Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies, ...overrides })
      .filter((name) => !rows.has(name))
      .map((name) => `${path}: ${name}`);
  });
  assert.deepEqual(missing, []);
});

test('each decision record states the decision, and why or with what figures', () => {
  const isRecord = (/** @type {string} */ path) => !/\/(README|dependencies)\.md$/.test(path);
  for (const path of RECORDS.filter(isRecord)) {
    const records = text(path).split(/^## /m).slice(1);
    assert.ok(records.length > 0, path);
    for (const record of records) {
      const [title] = record.split('\n');
      assert.match(record, /^- \*\*Decision\*\*: /m, `${path}: ${title}`);
      assert.match(record, /^- \*\*(Why|Figures)\*\*: /m, `${path}: ${title}`);
    }
  }
});

test('docs/decisions/README.md lists every page of records', () => {
  const listed = [...text('docs/decisions/README.md').matchAll(/\]\(([\w-]+\.md)\)/g)].map(
    ([, name]) => `docs/decisions/${name}`,
  );
  assert.deepEqual(listed.sort(), RECORDS.filter((path) => !path.endsWith('README.md')).sort());
});

const GLOSSARY = text('docs/glossary.md');
const CODE = FILES.filter((path) => /^(js|src)\/.*\.(js|cc|h)$/.test(path)).map((path) => ({
  path,
  words: new Set(text(path).match(/[\w$]+/g)),
}));

test('docs/glossary.md: the code uses its words', () => {
  const words = [...GLOSSARY.matchAll(/^\| [^|]+ \| [^|]+ \| ([^|]+) \|$/gm)].flatMap(([, cell]) => codeOf(cell));
  assert.ok(words.length > 30);
  assert.deepEqual(
    words.filter((word) => !CODE.some(({ words }) => words.has(word))),
    [],
  );
});

/** Names that a word of the glossary, or a standard name, has replaced. */
const REPLACED =
  /^(kNobodys|Takings?|Met|vain_left_|kMost\w*|HashBytes|Holder|SILENT_SPAN|UnrecordedSpan|callOff|PATIENCE|Stamp|isTelling)$/;

test('no file uses a name that a word of the glossary has replaced', () => {
  const used = CODE.flatMap(({ path, words }) =>
    [...words].filter((word) => REPLACED.test(word)).map((word) => `${path}: ${word}`),
  );
  assert.deepEqual(used, []);
});
