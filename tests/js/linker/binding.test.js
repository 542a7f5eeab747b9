// The types of the engine are what embind binds: the methods with their number of arguments, and the fields of each value.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { makeInstance } from '../../../js/linker/instance.js';
import { readLinkerOptions } from '../../../js/linker/options.js';

const typesIn = (/** @type {string} */ name) =>
  readFileSync(new URL(`../../../js/types/${name}.d.ts`, import.meta.url), 'utf8');
const BINDING = typesIn('linker-binding');

/** The members of an interface: the text after each name. @param {string} types @param {string} name @returns {Record<string, string>} */
function membersOf(types, name) {
  const [, body] = new RegExp(`interface ${name}\\b[^{]*\\{\n([\\s\\S]*?)\n\\}`).exec(types) ?? [];
  assert.ok(body, `there is no interface ${name}`);
  const members = body.matchAll(/^ {2}(?:readonly )?(\w+)(?:: )?(.*(?:\n {4}.*)*(?:\n {2}\})?);$/gm);
  return Object.fromEntries(Array.from(members, ([, key, rest]) => [key, rest]));
}

/** @param {string} signature such as `(traceId: string): boolean` */
const arity = (signature) => Array.from(signature.split('):')[0].matchAll(/\w+: /g)).length;

const module = /** @type {any} */ (await makeInstance(undefined));
const { settings } = readLinkerOptions({});

test('the methods of the class', () => {
  const { prototype } = module.Linker;
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  const bound = Object.fromEntries(names.map((name) => [name, prototype[name].argCount]));
  const typed = Object.entries(membersOf(BINDING, 'BoundLinker')).map(([name, rest]) => [name, arity(rest)]);
  assert.ok(typed.length > 5);
  assert.deepEqual(bound, Object.fromEntries(typed));
});

test('the fields of its options', () => {
  const read = new Set();
  const options = new Proxy(settings, {
    get(target, name) {
      read.add(name);
      return Reflect.get(target, name);
    },
  });
  new module.Linker(options).delete();
  assert.deepEqual([...read].sort(), Object.keys(membersOf(BINDING, 'BoundOptions')).sort());
  assert.deepEqual(Object.keys(settings).sort(), [...read].sort());
});

test('the fields of what its methods return', () => {
  const linker = new module.Linker(settings);
  linker.reserve(1)?.fill(0);
  const { memoryBytes, links, ...counts } = membersOf(typesIn('linker-stats'), 'LinkerStats');
  assert.ok(memoryBytes && links);
  const { links: byVia, ...bound } = linker.stats();
  assert.deepEqual(Object.keys(bound).sort(), Object.keys(counts).sort());
  assert.deepEqual(
    Object.keys(byVia),
    Array.from(links.matchAll(/(\w+): number/g), ([, name]) => name),
  );
  const added = linker.addTraces(module.Encoding.json, 0);
  assert.deepEqual(Object.keys(added).sort(), Object.keys(membersOf(BINDING, 'AddResult')).sort());
  linker.delete();
});

test('the enum', () => {
  const { Encoding } = membersOf(BINDING, 'LinkerModule');
  for (const name of ['protobuf', 'json']) {
    assert.ok(Encoding.includes(`${name}: Encoding`));
    assert.equal(typeof module.Encoding[name].value, 'number');
  }
});
