import { setTimeout as sleep } from 'node:timers/promises';

const YAML = `region: north
alerts:
  - sensor: pump house 4
    note: "Pressure has been falling by about two percent a day since the valve was changed"
  - sensor: reservoir east
    note: "Readings repeat exactly every six hours, so the probe is most likely stuck in the mud"
`;

/** Reads the little YAML that the model writes. */
const parse = (yaml) =>
  [...yaml.matchAll(/- sensor: (.+)\n\s+note: "(.+)"/g)].map(([, sensor, note]) => ({ sensor, note }));

export default {
  id: 'csv-and-yaml',
  about: 'rows become CSV for a model, which answers in YAML that is parsed by hand into alerts',
  expect: [
    ['watch', 'readings', 'input', 'input'],
    ['readings', 'toCsv', 'output', 'input'],
    ['toCsv', 'analyse', 'output', 'input'],
    ['analyse', 'alert', 'output', 'input'],
    ['alert', 'watch', 'output', 'output'],
  ],
  // The model names sensors as the rows do.
  optional: [['readings', 'alert', 'output', 'input']],
  async run(t) {
    const readings = t.tool(
      async () =>
        ['pump house 4', 'reservoir east', 'weir camera'].flatMap((sensor, i) =>
          [0, 6, 12].map((hour) => ({
            sensor,
            at: `2024-02-1${i}T${String(hour).padStart(2, '0')}:00`,
            bar: 4.25 - i * 0.75 - hour / 100,
          })),
        ),
      { name: 'readings' },
    );
    const toCsv = t.task((rows) => ['sensor;at;bar', ...rows.map((row) => Object.values(row).join(';'))].join('\r\n'), {
      name: 'toCsv',
    });
    const analyse = t.llm(
      async () => {
        await sleep(1);
        return YAML;
      },
      { name: 'analyse' },
    );
    const alert = t.tool(async (alerts) => ({ incident: 'WTR-2024-0212-b', paged: alerts.length }), { name: 'alert' });
    const watch = t.workflow(
      async (network) => {
        const csv = toCsv(await readings(network));
        return alert(parse(await analyse(`Look for anomalies, answer in YAML.\n\n\`\`\`csv\n${csv}\n\`\`\``)));
      },
      { name: 'watch' },
    );
    await watch('district-water-north');
  },
};
