// docs/configuration.md lists exactly the options that the code accepts, with the defaults that the code uses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KIND_NAMES } from '../../js/base/kinds.js';
import { datadog } from '../../js/datadog/datadog.js';
import { instrument } from '../../js/edge/index.js';
import { consoleExporter } from '../../js/exporters/console.js';
import { memory } from '../../js/exporters/memory.js';
import { readSpanOptions, readStartOptions } from '../../js/options/span-options.js';
import { readTracerOptions } from '../../js/options/tracer-options.js';
import { otlp } from '../../js/otlp/otlp.js';
import { sourceFiles, text } from './files.js';

const page = text('docs/configuration.md');

/** The rows of the table after a mark, by option: the default as code, or undefined. @param {string} name @returns {Map<string, string | undefined>} */
function tableOf(name) {
  const [, table] = page.match(new RegExp(`<!-- options: ${name} -->\n\\|.*\n\\|.*\n((?:\\|.*\n)+)`)) ?? [];
  assert.ok(table, `docs/configuration.md has no table "${name}"`);
  const rows = table.trim().split('\n');
  return new Map(
    rows.map((row) => {
      const [, option, fallback] = row.split('|').map((cell) => cell.match(/`([^`]+)`/)?.[1]);
      return [`${option}`, fallback];
    }),
  );
}

/** The options that `read` knows: it looks for each of them. @param {(options: any) => unknown} read */
function knownTo(read) {
  const known = new Set();
  const options = new Proxy(
    {},
    {
      has(_, name) {
        known.add(name);
        return false;
      },
    },
  );
  read(options);
  return known;
}

const tracer = (/** @type {any} */ options) => readTracerOptions('init()', options);

/** @type {Record<string, (options: any) => unknown>} */
const READERS = {
  tracer,
  capture: (capture) => tracer({ capture }),
  links: (links) => tracer({ links }),
  queue: (queue) => tracer({ queue }),
  propagate: (propagate) => tracer({ propagate }),
  otlp,
  retry: (retry) => otlp({ retry }),
  store: (store) => otlp({ store }),
  // Some of its options are required.
  datadog: (options) => assert.throws(() => datadog(options)),
  console: consoleExporter,
  memory,
  handler: (options) => instrument(() => {}, options),
};

for (const [name, read] of Object.entries(READERS)) {
  test(`the options of "${name}" are those that the code accepts`, () => {
    assert.deepEqual([...tableOf(name).keys()].sort(), [...knownTo(read)].sort());
  });
}

test('the options of spans are those of wrappers, and kind', () => {
  const wrapped = knownTo((options) => readSpanOptions('tool', options));
  const started = knownTo((options) => readStartOptions('trace()', options, assert.fail));
  assert.deepEqual([...tableOf('span').keys()].sort(), [...started].sort());
  assert.deepEqual(
    [...started].filter((option) => !wrapped.has(option)),
    ['kind'],
  );
  assert.ok(KIND_NAMES.includes(/** @type {any} */ (evaluate(`${tableOf('span').get('kind')}`))));
});

/** The value of a default: `16 MiB` is a number of bytes. @param {string} code @returns {unknown} */
function evaluate(code) {
  const [, mebibytes] = code.match(/^(\d+) MiB$/) ?? [];
  return mebibytes ? Number(mebibytes) * 2 ** 20 : new Function(`return (${code});`)();
}

test('the defaults of the tracer are those that the code uses', () => {
  const settings = tracer({});
  const { minLength, byContent, isOn, evidence, limits, ...links } = settings.links;
  assert.deepEqual({ minLength, byContent, isOn }, { minLength: 0, byContent: true, isOn: true });
  /** @type {Record<string, Record<string, unknown>>} */
  const used = {
    tracer: { ...settings, capture: true, links: true, queue: {} },
    capture: settings.capture,
    queue: settings.queue,
    links: {
      ...links,
      identity: isOn,
      structure: evidence.structure,
      attribution: evidence.attribution,
      members: { depth: limits.depth, nodes: limits.nodes },
      // 0 is the core's default.
      text: { minLength: coreMinLength(), ranges: evidence.ranges },
    },
  };
  for (const [name, values] of Object.entries(used)) {
    for (const [option, code] of tableOf(name))
      if (code !== undefined) assert.deepEqual(values[option], evaluate(code), `${name}: ${option}`);
  }
});

/** What the core takes for a `minLength` of 0. */
function coreMinLength() {
  const [, length] = text('src/policy/limits.h').match(/kDefault = (\d+);/) ?? [];
  return Number(length);
}

/** Where the code of an exporter has its defaults, as `name = value` or `name: value`. */
const SOURCES = {
  otlp: 'js/otlp/otlp.js',
  retry: 'js/http/options.js',
  store: 'js/otlp/otlp.js',
  datadog: 'js/datadog/datadog.js',
  console: 'js/exporters/console.js',
  memory: 'js/exporters/memory.js',
};

for (const [name, file] of Object.entries(SOURCES)) {
  test(`the defaults of "${name}" are those that the code uses`, () => {
    const source = text(file);
    for (const [option, code] of tableOf(name)) {
      if (code === undefined) continue;
      const found = Array.from(
        source.matchAll(new RegExp(`\\b${option}(?: =|:|.*\\?\\?) (\\{\\}|[^,;}\\n)]+)`, 'g')),
        ([, value]) => asJson(value, source),
      );
      const wanted = JSON.stringify(evaluate(code));
      assert.ok(found.includes(wanted), `${name}: ${option} is ${found.join(' or ')}`);
    }
  });
}

/** As JSON. Names of constants stand for their value in the source. @param {string} code @param {string} source */
function asJson(code, source) {
  const constants = Array.from(
    source.matchAll(/^const ([A-Z_]+) = (.*);$/gm),
    ([, name, value]) => `const ${name} = ${value};`,
  );
  try {
    return JSON.stringify(
      new Function(`${constants.filter((line) => code.includes(line.split(' ')[1])).join('')} return (${code});`)(),
    );
  } catch {
    return undefined;
  }
}

const TYPES = sourceFiles('js/types').map(text).join('\n');

/** The defaults that a declaration states, by option. @param {string} name of the interface @returns {Map<string, string | undefined>} */
function declaredDefaults(name) {
  const [, body = ''] = new RegExp(`^export interface ${name} [^\\n]*\\n(.*?)^}`, 'ms').exec(TYPES) ?? [];
  const members = body.matchAll(/^ {2}\/\*\*(.*?)\*\/\n {2}(\w+)\??:/gms);
  return new Map(Array.from(members, ([, comment, option]) => [option, comment.match(/@default (.*)/)?.[1]]));
}

for (const [name, declaration] of Object.entries({
  tracer: 'TracerOptions',
  capture: 'CaptureOptions',
  queue: 'QueueOptions',
  links: 'LinkOptions',
  otlp: 'OtlpOptions',
  retry: 'RetryOptions',
  datadog: 'DatadogOptions',
  store: 'StoreOptions',
  console: 'ConsoleOptions',
  handler: 'HandlerOptions',
})) {
  test(`${declaration} declares the options of the table "${name}", with the same defaults`, () => {
    const declared = declaredDefaults(declaration);
    assert.deepEqual([...declared.keys()].sort(), [...tableOf(name).keys()].sort());
    for (const [option, code] of tableOf(name))
      if (code !== undefined) assert.ok(declared.get(option)?.startsWith(code), `${option}: ${declared.get(option)}`);
  });
}
