import { setTimeout as sleep } from 'node:timers/promises';

const MARKDOWN = `# Pasta & patience

Use **twice as much water** as you think, and *never* oil. The dough is ready when "it springs back < 2 seconds" after a push.

- Semolina & eggs: three to one, by weight
- Rest it for an hour under a damp cloth
- Roll until you can read the recipe through it`;

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export default {
  id: 'markdown-to-html',
  about:
    'markdown written by a model becomes escaped HTML; the page is reviewed inside a prompt, stripped for search, and deployed',
  expect: [
    ['publish', 'write', 'input', 'input'],
    ['write', 'render', 'output', 'input'],
    ['render', 'review', 'output', 'input'],
    ['render', 'strip', 'output', 'input'],
    ['strip', 'index', 'output', 'input'],
    ['render', 'deploy', 'output', 'input'],
    ['write', 'deploy', 'output', 'input'],
    ['deploy', 'publish', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const write = t.llm(
      async () => {
        await sleep(1);
        return MARKDOWN;
      },
      { name: 'write' },
    );
    const render = t.task(
      (markdown) =>
        escaped(markdown)
          .split('\n\n')
          .map((block) => {
            const inline = block.replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/\*(.+?)\*/g, '<i>$1</i>');
            if (block.startsWith('# ')) return `<h1>${inline.slice(2)}</h1>`;
            if (block.startsWith('- ')) return `<ul>${inline.replace(/^- (.*)$/gm, '<li>$1</li>')}</ul>`;
            return `<p>${inline}</p>`;
          })
          .join('\n'),
      { name: 'render' },
    );
    const review = t.llm(async () => ({ ok: true }), { name: 'review' });
    const strip = t.task(
      (html) =>
        html
          .replace(/<h1>.*<\/h1>|<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      { name: 'strip' },
    );
    const index = t.tool(async (entries) => ({ indexed: entries.length }), { name: 'index' });
    const deploy = t.tool(
      async ({ html }) => ({ url: 'https://kitchen.example.net/pasta-and-patience', bytes: html.length }),
      { name: 'deploy' },
    );
    const publish = t.workflow(
      async (topic) => {
        const markdown = await write(`Write a short recipe page about this: ${topic}`);
        const html = render(markdown);
        await review(`Is this page safe to publish? Answer with JSON.\n\n${JSON.stringify({ page: html })}`);
        await index([{ lang: 'en', text: strip(html) }]);
        return deploy({ html, source: markdown });
      },
      { name: 'publish' },
    );
    await publish('making fresh pasta by hand on a rainy Sunday, without any machine or special tools');
  },
};
