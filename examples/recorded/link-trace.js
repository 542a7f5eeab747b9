// Links recorded spans and prints the links: node link-trace.js [FILE]. The file has a request of OTLP's JSON on each line.
import { readFileSync } from 'node:fs';
import { createLinker } from 'spanloom/core';

const file = process.argv[2] ?? new URL('trace.jsonl', import.meta.url);
const linker = await createLinker();
for (const line of readFileSync(file, 'utf8').trim().split('\n')) linker.add(line);

const { resourceSpans } = JSON.parse(linker.take({ format: 'json', done: true }));
const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).flatMap(({ spans }) => spans);
const names = new Map(spans.map(({ spanId, name }) => [spanId, `${name} (${spanId})`]));
for (const { spanId, links = [] } of spans) {
  console.log(names.get(spanId));
  for (const { spanId: earlier, attributes = [] } of links) {
    const { from, to, ...why } = Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
    console.log(`  ${to} ← ${from} of ${names.get(earlier)}, by ${why['spanloom.via']}`);
  }
}
linker.delete();
