// The words that links by text stand on, and which of them the step then said itself, as lines for a terminal.
import { placesOf, wordsAt } from './contents.js';
import { quotesOf } from './quotes.js';

const FEWEST_WIDTH = 16;
const MARK = 33;

/** @param {import('spanloom').FinishedSpan[]} spans of one trace @param {number} width of a line */
export function sharedWords(spans, width) {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return spans.flatMap((consumer) =>
    consumer.links.flatMap((link) => {
      const producer = byId.get(link.spanId);
      const places = producer ? placesOf(link, producer, consumer).filter(({ to }) => wordsAt(to)) : [];
      if (places.length === 0) return [];
      places.sort((a, b) => a.to.range[0] - b.to.range[0]);
      const source = ({ from }) => `${link.attributes.from}${from.path.slice(1)}`;
      const { output = '' } = consumer;
      const given = places.map((place) => [source(place), ...place.to.range, wordsAt(place.to)]);
      const said = quotesOf(
        output,
        places.map(({ to }) => wordsAt(to)),
      ).map(({ start, end, source: i }) => [source(places[i]), start, end, output.slice(start, end)]);
      return [
        `${consumer.name} was given words of ${producer.name}, seen in the text alone:`,
        ...linesOf(given, width),
        ...(said.length > 0 ? ['and says in the same words:', ...linesOf(said, width)] : []),
        '',
      ];
    }),
  );
}

function linesOf(found, width) {
  const labels = found.map(([source, start, end]) => `  ${source} → ${start}-${end}`);
  const indent = Math.max(...labels.map(({ length }) => length)) + 2;
  const room = Math.max(FEWEST_WIDTH, width - indent - 2);
  return found.map(([, , , words], i) => `${labels[i].padEnd(indent)}“${paint(shortened(words, room))}”`);
}

/** One line that cannot steer the terminal. */
function shortened(text, room) {
  const line = text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '·');
  return line.length > room ? `${line.slice(0, room - 1)}…` : line;
}

const paint = (text) => (process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${MARK}m${text}\u001b[0m` : text);
