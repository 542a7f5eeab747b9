import { setTimeout as sleep } from 'node:timers/promises';

const DIFF = `diff --git a/lib/queue.ts b/lib/queue.ts
--- a/lib/queue.ts
+++ b/lib/queue.ts
@@ -14,6 +14,9 @@ export class Queue<T> {
   private readonly waiting: T[] = [];
+  private timer: NodeJS.Timeout | undefined;
+  private readonly flushAfterMilliseconds = 250;
   push(item: T) {
+    this.timer = setTimeout(() => this.flush(), this.flushAfterMilliseconds);
     this.waiting.push(item);
diff --git a/lib/money.ts b/lib/money.ts
--- a/lib/money.ts
+++ b/lib/money.ts
@@ -3,4 +3,5 @@ import { Currency } from './currency';
 export function total(lines: Line[]) {
-  return lines.reduce((sum, line) => sum + line.cents, 0);
+  const withTax = lines.map((line) => line.cents * (1 + line.taxRate));
+  return withTax.reduce((sum, cents) => sum + cents, 0) / 100;
 }`;
const COMMENTS = [
  [
    {
      line: 5,
      severity: 'bug',
      note: 'Every push starts one more timer; "this.timer = setTimeout(() => this.flush(), this.flushAfterMilliseconds)" needs a guard.',
    },
  ],
  [{ line: 5, severity: 'risk', note: 'Fractions of a cent appear here; round each position before you add them up.' }],
];

export default {
  id: 'code-review',
  about: 'a diff cut by file, each reviewed in a template; comments come back in fences, quote the diff and are merged',
  expect: [
    ['reviewPull', 'fetchDiff', 'input', 'input'],
    ['fetchDiff', 'splitFiles', 'output', 'input'],
    ['splitFiles', 'review#1', 'output', 'input'],
    ['splitFiles', 'review#2', 'output', 'input'],
    ['splitFiles', 'merge', 'output', 'input'],
    ['review#1', 'merge', 'output', 'input'],
    ['review#2', 'merge', 'output', 'input'],
    ['merge', 'post', 'output', 'input'],
    ['reviewPull', 'post', 'input', 'input'],
    ['post', 'reviewPull', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const fetchDiff = t.tool(async () => DIFF, { name: 'fetchDiff' });
    const splitFiles = t.task(
      (diff) => diff.split(/^(?=diff --git)/m).map((text) => ({ path: text.match(/ b\/(\S+)/)[1], text: text.trim() })),
      { name: 'splitFiles' },
    );
    const review = t.llm(
      async (prompt) => {
        await sleep(1);
        const comments = COMMENTS[prompt.includes('lib/queue.ts') ? 0 : 1];
        return `I found one thing.\n\n\`\`\`json\n${JSON.stringify(comments, null, 2)}\n\`\`\``;
      },
      { name: 'review' },
    );
    const merge = t.task(
      (comments) =>
        comments.flatMap(({ path, list }) => list.map(({ line, note }) => `- \`${path}:${line}\` ${note}`)).join('\n'),
      { name: 'merge' },
    );
    const post = t.tool(
      async (pull, body) => ({
        url: `https://git.example.com/${pull.replace('#', '/pull/')}#review-5512`,
        size: body.length,
      }),
      {
        name: 'post',
      },
    );
    const reviewPull = t.workflow(
      async (pull) => {
        const comments = [];
        for (const { path, text } of splitFiles(await fetchDiff(pull))) {
          const reply = await review(`Review this change. Answer with a JSON list.\n\n<diff>\n${text}\n</diff>`);
          comments.push({ path, list: JSON.parse(reply.match(/```json\n([\s\S]*?)```/)[1]) });
        }
        return post(pull, merge(comments));
      },
      { name: 'reviewPull' },
    );
    await reviewPull('tidewater/ledger#2187');
  },
};
