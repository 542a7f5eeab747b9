import { equal, named, recording } from './tracing.js';

const PARAGRAPH =
  'Winnowing keeps the smallest hash of each window, so that a run of text which two documents share is always found.';

/** What `use` is linked to when it is given what `change` makes of the output of `make`. @param {unknown} output @param {(output: any) => unknown} change */
async function linkOf(output, change) {
  const { tracer, spans } = recording();
  const make = tracer.retrieval(() => output, { name: 'make' });
  const use = tracer.llm((_given) => 'nothing of it', { name: 'use' });
  tracer.trace('root', () => use(change(make())));
  const found = await spans();
  const links = named(found, 'use').links.filter((link) => link.spanId === named(found, 'make').spanId);
  const [{ attributes }] = links;
  equal([links.length, attributes.from, attributes.to], [1, 'output', 'input']);
  return attributes['spanloom.via'];
}

/** @type {Record<string, import('./tracing.js').Feature>} */
export const LINKS = {
  async 'links by identity'() {
    equal(await linkOf({ id: 'document-17' }, (output) => output), 'identity');
  },
  async 'links by member'() {
    equal(await linkOf([{ id: 'document-17' }], ([first]) => first), 'member');
  },
  async 'links by structure'() {
    equal(
      await linkOf({ title: 'A document', id: 'document-17' }, (output) => JSON.parse(JSON.stringify(output))),
      'structure',
    );
  },
  async 'links by text'() {
    equal(await linkOf(PARAGRAPH, (output) => `Use this: ${output} Answer now.`), 'text');
  },
};
