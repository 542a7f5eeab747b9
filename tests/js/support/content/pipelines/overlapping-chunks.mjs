import { setTimeout as sleep } from 'node:timers/promises';

const SENTENCES = [
  'The harbour office opened its new tide gauge on the northern mole in the spring of the year before last.',
  'It reports the level of the water every six minutes and keeps the readings of nine days in its own memory.',
  'During the storm of the eleventh of January the cable to the mainland tore, and the gauge went on alone.',
  'When divers had spliced it a week later, not a single reading was missing from the record of those days.',
  'The fishermen had doubted the thing, since the old pole with painted marks had served three generations.',
  'They still look at the pole, says the harbour master, but they check their telephones before they cast off.',
  'A second gauge is planned for the river mouth, where silt has buried two instruments in the past decade.',
  'Its mast will stand on a pile driven eleven metres into the bed, well above the reach of winter ice.',
];
const SUMMARIES = [
  'A tide gauge was put up in the north and survived a January tempest unharmed.',
  'Nothing got lost although a line broke; locals were sceptical at first.',
  'People use both ways of measuring water side by side these days.',
  'One more is going to follow by the estuary, on a deep foundation.',
];

export default {
  id: 'overlapping-chunks',
  about: 'a long text in chunks that share a sentence with their neighbours, each summarised, all summaries combined',
  expect: [
    ['digest', 'load', 'input', 'input'],
    ['load', 'split', 'output', 'input'],
    ...[1, 2, 3, 4].flatMap((n) => [
      ['split', `summarise#${n}`, 'output', 'input'],
      [`summarise#${n}`, 'combine', 'output', 'input'],
    ]),
    ['combine', 'digest', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const load = t.retrieval(async (url) => (url ? SENTENCES.join(' ') : ''), { name: 'load' });
    const split = t.task(
      (text) => {
        const sentences = text.match(/[^.]+\./g).map((sentence) => sentence.trim());
        return [0, 2, 4, 6].map((at) => sentences.slice(Math.max(0, at - 1), at + 2).join(' '));
      },
      { name: 'split' },
    );
    const summarise = t.llm(
      async (prompt) => {
        await sleep(2);
        return SUMMARIES[Number(prompt.match(/part (\d)/)[1]) - 1];
      },
      { name: 'summarise' },
    );
    const combine = t.llm(
      async (prompt) => `Two instruments, one storm: the short version of ${prompt.length} characters.`,
      {
        name: 'combine',
      },
    );
    const digest = t.workflow(
      async (url) => {
        const chunks = split(await load(url));
        const parts = await Promise.all(
          chunks.map((chunk, i) => summarise(`This is part ${i + 1} of a report:\n"""\n${chunk}\n"""`)),
        );
        return combine(`Merge the notes.\n${parts.map((part) => `* ${part}`).join('\n')}`);
      },
      { name: 'digest' },
    );
    await digest('https://reports.example.org/harbour/tide-gauge.txt');
  },
};
