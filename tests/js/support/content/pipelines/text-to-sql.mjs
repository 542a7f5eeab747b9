import { setTimeout as sleep } from 'node:timers/promises';

const SCHEMA = `CREATE TABLE rides (id bigint PRIMARY KEY, started_at timestamptz, station_from int, station_to int, rider_id int);
CREATE TABLE stations (id int PRIMARY KEY, title text, district text, docks smallint);`;
const QUERY = `SELECT s.district, count(*) AS departures
FROM rides r JOIN stations s ON s.id = r.station_from
WHERE r.started_at >= now() - interval '7 days'
GROUP BY s.district ORDER BY departures DESC LIMIT 3`;

export default {
  id: 'text-to-sql',
  about: 'a query written by a model in a fence, taken out and run, the rows explained together with the query',
  expect: [
    ['analyst', 'writeSql', 'input', 'input'],
    ['schema', 'writeSql', 'output', 'input'],
    ['writeSql', 'runSql', 'output', 'input'],
    ['analyst', 'explain', 'input', 'input'],
    ['writeSql', 'explain', 'output', 'input'],
    ['runSql', 'explain', 'output', 'input'],
    ['explain', 'analyst', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const schema = t.tool(async () => SCHEMA, { name: 'schema' });
    const writeSql = t.llm(
      async () => {
        await sleep(1);
        return `Grouping by district and counting gives the ranking:\n\n\`\`\`sql\n${QUERY}\n\`\`\`\nIt looks one week back.`;
      },
      { name: 'writeSql' },
    );
    const runSql = t.tool(
      async (sql) => [
        { district: 'Old Harbour', departures: sql.length * 97 },
        { district: 'University', departures: 18204 },
        { district: 'Saint Anne', departures: 9917 },
      ],
      { name: 'runSql' },
    );
    const explain = t.llm(
      async () => 'Most people set out by the water this week, about twice as many as on the campus.',
      {
        name: 'explain',
      },
    );
    const analyst = t.agent(
      async (question) => {
        const reply = await writeSql(`-- PostgreSQL 15\n${await schema()}\n-- ${question}`);
        const [, sql] = reply.match(/```sql\n([\s\S]*?)\n```/);
        const rows = await runSql(sql);
        return explain(
          `Question: ${question}\nQuery:\n${sql}\nRows: ${JSON.stringify(rows)}\nExplain in one sentence.`,
        );
      },
      { name: 'analyst' },
    );
    await analyst('In which districts did most bicycle rides begin during the last seven days?');
  },
};
