// The documentation site: the Markdown pages and the API reference, which is generated from the declarations. TypeDoc builds it, with the packages of this
// folder, because it requires an older TypeScript than the project uses.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { Application, Converter, Logger, LogLevel, ReflectionKind } from 'typedoc';
import { filesUnder, root } from '../lib/paths.mjs';

/** Declarations of what can be imported. `spanloom/plugin/runtime` is absent because only generated code imports it. */
const ENTRIES = [
  'js/index.d.ts',
  'js/plugin/index.d.ts',
  'js/edge/index.d.ts',
  'js/linker/index.d.ts',
  'js/spanloom-wasm.d.ts',
];
ENTRIES.push('js/linker-wasm.d.ts');

/** Pages by section, in the order of the sidebar. @type {Record<string, RegExp>} */
const SECTIONS = {
  Guides: /^docs\/[^/]+$/,
  Examples: /^examples\//,
  Decisions: /^docs\/decisions\//,
  Project: /^[^/]+$/,
};

/** Types that only occur within other types. */
const UNNAMED = [
  'Callback',
  'Fetch',
  'HeaderFields',
  'NotAFunction',
  'NotPlain',
  'OnlyParts',
  'PlatformFetch',
  'Response',
  'URL',
  'WasmModule',
  'WrapOptions',
];

const LANGUAGES = ['bash', 'cpp', 'css', 'html', 'javascript', 'json', 'jsonc', 'python', 'toml', 'tsx', 'typescript'];
LANGUAGES.push('xml', 'yaml');

/** Collects warnings and errors, each with its file and line. */
class Problems extends Logger {
  /** @type {string[]} */
  found = [];

  /** @param {string} message @param {LogLevel} level */
  log(message, level) {
    super.log(message, level);
    if (level >= LogLevel.Warn) this.found.push(message);
  }

  /** @param {string} message @param {LogLevel} _level @param {any[]} at */
  addContext(message, _level, at, file) {
    if (typeof at !== 'number') return message;
    const { line } = file.getLineAndCharacterOfPosition(at);
    return `${relative(root, file.fileName)}:${line + 1}: ${message}`;
  }
}

/**
 * Reads the declarations and pages, and checks that everything is documented.
 * @param {string[]} [entries] declarations, relative to the root
 * @returns {Promise<{ problems: string[], write(folder: string): Promise<void> }>} `write` may add problems
 */
export async function readSite(entries = ENTRIES) {
  const app = await Application.bootstrap({
    name: 'spanloom',
    entryPoints: entries.map((path) => join(root, path)),
    tsconfig: join(root, 'scripts/docs/tsconfig.json'),
    basePath: root,
    readme: join(root, 'README.md'),
    projectDocuments: pages().map((path) => join(root, path)),
    customCss: join(root, 'scripts/docs/style.css'),
    highlightLanguages: LANGUAGES,
    // Types are checked by other tests, in several kinds of projects.
    skipErrorChecking: true,
    disableSources: true,
    preservedTypeAnnotationTags: ['@throws'],
    hideGenerator: true,
    githubPages: false,
    includeVersion: true,
    headings: { readme: false, document: false },
    navigation: { includeGroups: true },
    searchInDocuments: true,
    groupOrder: ['Guides', 'Modules', ...Object.keys(SECTIONS), 'Functions', 'Variables', '*'],
    sort: ['kind', 'alphabetical-ignoring-documents'],
    intentionallyNotExported: UNNAMED,
    requiredToBeDocumented: ['Class', 'Function', 'Interface', 'Method', 'Module', 'Property', 'TypeAlias', 'Variable'],
    // The type of the function that is wrapped; a method whose name only some platforms have, so that it is declared by a mapped type.
    intentionallyNotDocumented: [
      'spanloom.KindDecorator.F',
      'spanloom.KindFunction.F',
      'spanloom/core.Linker.[dispose]',
    ],
    validation: { notExported: true, invalidLink: true, invalidPath: true, rewrittenLink: true, notDocumented: true },
  });
  const logger = new Problems();
  app.logger = logger;
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, page) => describePage(page));
  const project = await app.convert();
  if (!project) throw new Error(logger.found.join('\n'));
  app.validate(project);
  for (const name of withoutExample(project)) logger.warn(`${name} has no @example`);
  return { problems: logger.found, write: (folder) => app.generateDocs(project, folder) };
}

/** Every page but the README, which is the start page. A folder's pages are in the order in which its README links them. */
function pages() {
  const found = [...readdirSync(root), ...filesUnder('docs', /./), ...filesUnder('examples', /./)];
  const paths = found.filter((path) => path.endsWith('.md') && path !== 'README.md');
  const linked = paths
    .filter((path) => basename(path) === 'README.md')
    .flatMap((index) => [index, ...linksOf(index).map((link) => join(dirname(index), link))]);
  return [...new Set([...linked, ...paths])].filter((path) => paths.includes(path));
}

/** @param {string} path */
const linksOf = (path) =>
  Array.from(readFileSync(join(root, path), 'utf8').matchAll(/\]\(([^)#]+)/g), ([, link]) => link);

/** @param {string} path relative to the root */
const sectionOf = (path) => Object.keys(SECTIONS).find((name) => SECTIONS[name].test(path));

/** Gives a page its section, its first heading as a title, and the links to the folder of a README. @param {import('typedoc').DocumentReflection} page */
function describePage(page) {
  const { files } = page.project;
  const path = relative(root, files.getReflectionPath(page) ?? '');
  if (basename(path) === 'README.md')
    files.registerReflectionPath(/** @type {any} */ (join(root, dirname(path))), page);
  const [, title] = /^# (.+)$/m.exec(readFileSync(join(root, path), 'utf8')) ?? [];
  page.name = title?.replaceAll(/[`*]/g, '') ?? page.name;
  page.frontmatter.group = sectionOf(path);
}

/** Exports whose documentation contains no example. What two modules export is documented in one of them. @param {import('typedoc').ProjectReflection} project */
function withoutExample(project) {
  const hasExample = (/** @type {import('typedoc').Reflection} */ one) => Boolean(one.comment?.getTag('@example'));
  return project
    .getReflectionsByKind(ReflectionKind.SomeModule)
    .flatMap((module) => /** @type {any} */ (module).children ?? [])
    .filter((one) => one.kind !== ReflectionKind.Reference && ![one, ...(one.signatures ?? [])].some(hasExample))
    .map((one) => one.getFullName());
}
