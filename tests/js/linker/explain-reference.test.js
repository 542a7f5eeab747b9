// explain() on random programs, against a slow reader: ranges say the same on both sides, contradict no flow, and the reverse is the reverse.
// EXPLAIN_RUNS says how many programs, EXPLAIN_SEED which.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLinker } from '../../../js/linker/index.js';
import { Choices } from '../support/choices.js';
import { CONVENTIONS } from './support/conventions/index.js';
import { formsOf, sayingOf, saySame } from './support/explained.js';
import { requestsOf } from './support/otlp.js';
import { randomProgram } from './support/random-program.js';
import { sidesOf } from './support/visible.js';

const RUNS = Number(process.env.EXPLAIN_RUNS ?? 12);
const SEED = Number(process.env.EXPLAIN_SEED ?? 3);
/** Those that keep content in attributes of the span. */
const NAMES = ['openinference', 'genai', 'ai-sdk', 'traceloop', 'langfuse', 'langsmith', 'datadog'];

/** JSON as Python writes it: letters beyond ASCII as `\uXXXX`. @param {any} request */
const inAscii = (request) =>
  JSON.parse(JSON.stringify(request), (key, value) =>
    key === 'stringValue' && /^[[{"]/.test(value) && isJson(value)
      ? value.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : value,
  );

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {any} request @returns {Map<string, { span: any, texts: Map<string, string> }>} */
const spansOf = (request) =>
  new Map(
    request.resourceSpans[0].scopeSpans[0].spans.map((span) => [
      span.spanId,
      { span, texts: new Map(span.attributes.map(({ key, value }) => [key, value.stringValue])) },
    ]),
  );

/** Every entry of a trace, with the span that it is of. @param {any} linker @param {string} traceId @param {Iterable<string>} spanIds @param {boolean} reverse */
const entriesOf = (linker, traceId, spanIds, reverse) =>
  [...spanIds].flatMap((spanId) => linker.explain(traceId, spanId, { reverse }).map((entry) => ({ spanId, ...entry })));

/** Random programs as conventions record them. @param {(linker: any, traceId: string, spans: Map<string, any>, which: string, steps: any[], convention: any) => void} check */
async function eachProgram(check) {
  for (const name of NAMES) {
    for (let run = 0; run < RUNS; run++) {
      const choices = Choices.random(SEED * 1e6 + run);
      const steps = randomProgram(choices, run);
      const { traces } = requestsOf(steps, CONVENTIONS[name]);
      const request = choices.oneIn(2) ? traces : inAscii(traces);
      const linker = await createLinker();
      linker.add(request);
      check(
        linker,
        steps[0].traceId,
        spansOf(request),
        `${name}, EXPLAIN_SEED=${SEED}, program ${run}`,
        steps,
        CONVENTIONS[name],
      );
      linker.delete();
    }
  }
}

test('both ends of each entry say the same', async () => {
  let count = 0;
  await eachProgram((linker, traceId, spans, which) => {
    for (const { spanId, from, via, ...part } of entriesOf(linker, traceId, spans.keys(), false)) {
      const at = `${which}: ${spanId} ${JSON.stringify(part)} from ${JSON.stringify(from)}`;
      let said;
      try {
        said = [
          sayingOf(part, spans.get(spanId)?.texts.get(part.attribute)),
          sayingOf(from, spans.get(from.spanId)?.texts.get(from.attribute)),
        ];
      } catch (error) {
        assert.fail(`${at}: ${error.message}`);
      }
      assert.ok(saySame(said[0], said[1]), `${at}:\n${said.join('\n')}`);
      assert.ok(via === 'structure' || via === 'text', at);
      count++;
    }
  });
  assert.ok(count > RUNS * NAMES.length * 5, `there were only ${count} entries`);
});

/** @param {Map<string, any>} spans @param {string} above @param {string} below */
function isAncestor(spans, above, below) {
  for (let at = spans.get(below)?.span.parentSpanId; at; at = spans.get(at)?.span.parentSpanId)
    if (at === above) return true;
  return false;
}

test('no entry contradicts the time, the tree or the side', async () => {
  await eachProgram((linker, traceId, spans, which) => {
    const entries = entriesOf(linker, traceId, spans.keys(), false);
    for (const { spanId, side, from } of entries) {
      const at = `${which}: ${from.spanId}.${from.side} -> ${spanId}.${side}`;
      const [earlier, later] = [spans.get(from.spanId).span, spans.get(spanId).span];
      if (from.side === side) {
        const [above, below] = side === 'input' ? [from.spanId, spanId] : [spanId, from.spanId];
        assert.ok(isAncestor(spans, above, below), `${at}: not along the tree`);
      } else {
        assert.deepEqual([from.side, side], ['output', 'input'], at);
        assert.ok(BigInt(earlier.endTimeUnixNano) <= BigInt(later.startTimeUnixNano), `${at}: it had not ended`);
      }
    }
  });
});

test('no two entries explain the same characters', async () => {
  await eachProgram((linker, traceId, spans, which) => {
    for (const [place, list] of grouped(entriesOf(linker, traceId, spans.keys(), false))) {
      const ranges = list.map(({ range }) => range).sort(([a], [b]) => a - b);
      for (let i = 1; i < ranges.length; i++)
        assert.ok(ranges[i - 1][1] <= ranges[i][0], `${which}: ${place} explains ${ranges[i - 1]} and ${ranges[i]}`);
    }
  });
});

/** @param {any[]} entries */
function grouped(entries) {
  const groups = new Map();
  for (const entry of entries) {
    const place = `${entry.spanId} ${entry.attribute}`;
    groups.set(place, [...(groups.get(place) ?? []), entry]);
  }
  return groups;
}

test('the reverse of explain() is its reverse, and every link has an entry', async () => {
  const texts = (/** @type {any[]} */ entries) => entries.map((entry) => JSON.stringify(entry)).sort();
  const partOf = ({ side, attribute, path, range }) => ({ side, attribute, path, range });
  await eachProgram((linker, traceId, spans, which) => {
    const forward = entriesOf(linker, traceId, spans.keys(), false);
    const pairs = forward.map(({ spanId, via, from, ...part }) => [
      from.spanId,
      partOf(from),
      spanId,
      partOf(part),
      via,
    ]);
    const back = entriesOf(linker, traceId, spans.keys(), true).map(({ spanId, via, to, ...part }) => [
      spanId,
      partOf(part),
      to.spanId,
      partOf(to),
      via,
    ]);
    assert.deepEqual(texts(back), texts(pairs), which);
    const explained = new Set(
      forward.map(({ spanId, side, from }) => `${from.spanId}.${from.side} -> ${spanId}.${side}`),
    );
    for (const [spanId, links] of Object.entries(linker.links(traceId)))
      for (const link of links) {
        const line = `${link.spanId}.${link.attributes.from} -> ${spanId}.${link.attributes.to}`;
        assert.ok(explained.has(line), `${which}: ${line} has no entry`);
      }
  });
});

const TELLING = 60; // letters and digits of a text that nobody may leave out

test('whatever an input repeats of an earlier output is explained', async () => {
  let count = 0;
  await eachProgram((linker, traceId, spans, which, steps, convention) => {
    const outputs = steps.map((step) => ({ end: step.end, texts: sidesOf(step, convention).output.texts }));
    for (const step of steps) {
      const known = new Set(outputs.filter(({ end }) => end <= step.start).flatMap(({ texts }) => texts));
      const repeated = sidesOf(step, convention).input.texts.filter(
        (text) => text.length >= TELLING && known.has(text),
      );
      const { texts } = spans.get(step.spanId);
      const explained = linker
        .explain(traceId, step.spanId)
        .flatMap((part) => [...formsOf(sayingOf(part, texts.get(part.attribute)))]);
      for (const text of repeated) {
        const isThere = explained.some(
          (said) => said.includes(text) || (said.length >= TELLING / 2 && text.includes(said)),
        );
        assert.ok(isThere, `${which}: ${step.spanId} does not explain ${text}`);
        count++;
      }
    }
  });
  assert.ok(count > RUNS * NAMES.length, `there were only ${count} repeated texts`);
});
