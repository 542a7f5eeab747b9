// The links of a trace with both of their spans, and in words.
import { placesOf, wordsAt } from '../examples/docs-bot/contents.js';
import { byStart } from './spans.js';

/**
 * @typedef {import('spanloom').FinishedSpan} FinishedSpan
 * @typedef {import('../examples/docs-bot/contents.js').Place} Place
 * @typedef {{
 *   id: string, producer: FinishedSpan, consumer: FinishedSpan, from: 'input' | 'output', to: 'input' | 'output', via: string,
 *   share: string, link: import('spanloom').Link, places: { from: Place, to: Place, number?: number }[],
 * }} Flow places in the order of the consumer's text; those that are words have numbers
 */

/** The kinds of evidence and what they mean, the most telling first. */
export const EVIDENCE = {
  text: 'the same words',
  structure: 'an equal copy',
  member: 'an object inside',
  identity: 'the same object',
};

/** @param {FinishedSpan[]} spans @returns {Flow[]} of links whose spans are both there */
export function flowsOf(spans) {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return byStart(spans).flatMap((consumer) =>
    consumer.links.flatMap((link) => {
      const producer = byId.get(link.spanId);
      return producer ? [flowOf(link, producer, consumer)] : [];
    }),
  );
}

function flowOf(link, producer, consumer) {
  const { from, to, 'spanloom.via': via, 'spanloom.overlap': overlap } = link.attributes;
  const found = placesOf(link, producer, consumer).sort((a, b) => startOf(a) - startOf(b));
  let count = 0;
  const places = found.map((place) => (wordsAt(place.to) === undefined ? place : { ...place, number: ++count }));
  const share = overlap === undefined ? '' : `${Math.max(1, Math.round(100 * overlap))} %`;
  const id = [consumer.spanId, producer.spanId, from, to].join('-');
  return { id, producer, consumer, from, to, via, share, link, places };
}

const startOf = ({ to }) => to.range?.[0] ?? 0;

const VERBS = { input: 'was given', output: 'returned' };

/** "rerank was given an equal copy of what retrieve returned" @param {Flow} flow */
export function sentence({ producer, consumer, from, to, via, share, places, link }) {
  const source = `${producer.name} ${VERBS[from]}`;
  if (via === 'text') {
    const part = share
      ? `${share} of the text that ${consumer.name} ${VERBS[to]}`
      : `Text that ${consumer.name} ${VERBS[to]}`;
    return `${part} stood in what ${source}`;
  }
  const part = link.attributes['spanloom.from.path'] === '$' ? '' : 'a part of ';
  const what = {
    structure: `an equal copy of ${part}what`,
    member: `${places.length > 1 ? 'objects' : 'an object'} out of what`,
    identity: 'the same object that',
  };
  const words = places.some(({ number }) => number) ? ', and words of it' : '';
  return `${consumer.name} ${VERBS[to]} ${what[via] ?? 'something of what'} ${source}${words}`;
}

/** The words of the numbered pieces. @param {Flow | undefined} flow */
export const wordsIn = (flow) =>
  (flow?.places ?? []).map(({ to }) => wordsAt(to)).filter((words) => words !== undefined);

/** The flow to show first: the one of the most words. @param {Flow[]} flows */
export const mostTelling = (flows) =>
  flows.toSorted((a, b) => wordsIn(b).join('').length - wordsIn(a).join('').length)[0];
