// Random async functions, as source.
import fc from '../js/support/fast-check.js';

const plain = fc.constantFrom('1', 'undefined', '"text"', '({ a: 1 })');
const settling = fc.constantFrom(
  'Promise.resolve(2)',
  'tools.turns(1)',
  'tools.turns(4)',
  'tools.task(3)',
  'tools.thenable(4, false)',
  'tools.thenable(5, true)',
  'new tools.Later((resolve) => resolve(6))',
);
const rejecting = fc.constantFrom(
  'Promise.reject(new Error("rejected"))',
  'tools.failing(0)',
  'tools.failing(3)',
  'tools.refusing(false)',
  'tools.refusing(true)',
);
const waited = fc.oneof({ weight: 2, arbitrary: plain }, { weight: 6, arbitrary: settling });

let labels = 0;
const see = fc.constant('see(LABEL);');

const { block } = fc.letrec((tie) => {
  const body = tie('block');
  const inner = fc.tuple(fc.constantFrom('async () =>', 'async function ()', 'async () =>'), body);
  const loop = (head) => body.map((text) => `${head} { see(LABEL); ${text} }`);
  const statement = fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    see,
    waited.map((value) => `await ${value}; see(LABEL);`),
    waited.map((value) => `log(await ${value}, await tools.turns(2, 'argument'));`),
    waited.map((value) => `log(\`\${await ${value}} \${see(LABEL)}\`);`),
    waited.map((value) => `{ const { a = see(LABEL), ...rest } = { b: await ${value} }; log(rest.b, a); }`),
    waited.map((value) => `log(((await ${value}) && see(LABEL)) ?? (await tools.thenable(see, false))(LABEL));`),
    fc.tuple(rejecting, body, body).map(([value, a, b]) => `try { ${a} await ${value}; } catch { see(LABEL); ${b} }`),
    fc
      .tuple(rejecting, body, body)
      .map(
        ([value, a, b]) =>
          `try { await ${value}; } catch ({ message, other = see(LABEL) }) { log(message); ${a} } finally { see(LABEL); ${b} }`,
      ),
    fc.tuple(body, body).map(([a, b]) => `try { ${a} } finally { see(LABEL); ${b} }`),
    fc
      .tuple(body, body)
      .map(([a, b]) => `try { ${a} throw new Error('thrown'); } catch (error) { log(error.message); ${b} }`),
    loop('for (let i = 0; i < 2; i++)'),
    loop('for (const each of [1, await tools.turns(1, 2)])'),
    loop('for await (const each of tools.counting(2))'),
    loop('for await (const each of tools.slowly([1, 2]))'),
    loop('for await (const each of [tools.task(1), 2, Promise.resolve(3)])'),
    body.map(
      (text) => `for await (const { a = see(LABEL) } of [{}, tools.task({})]) { ${text} if (a) continue; see(LABEL); }`,
    ),
    body.map(
      (text) =>
        `await (async () => { outer: for (let i = 0; i < 2; see(LABEL), i++) for await (const each of tools.slowly([1, 2])) { ${text} continue outer; } see(LABEL); })();`,
    ),
    body.map((text) => `for await (const each of tools.slowly([1, 2])) { ${text} break; } see(LABEL);`),
    inner.map(([head, text]) => `await (${head} { ${text} })(); see(LABEL);`),
    inner.map(
      ([head, text]) => `{ const p = (${head} { ${text} })().catch(() => {}); see(LABEL); await p; see(LABEL); }`,
    ),
    fc
      .tuple(inner, inner)
      .map(
        ([a, b]) =>
          `await Promise.allSettled([(${a[0]} { ${a[1]} })(), (${b[0]} { ${b[1]} })(), tools.task()]); see(LABEL);`,
      ),
    fc
      .tuple(body, waited)
      .map(
        ([text, value]) =>
          `{ const g = async function* () { see(LABEL); ${text} const got = yield ${value}; log(got); see(LABEL); yield* [7, tools.task(8)]; see(LABEL); try { yield 9; } finally { see(LABEL); } return await ${value}; }; for await (const each of g()) { log(each); see(LABEL); } }`,
      ),
    fc
      .tuple(body, rejecting)
      .map(
        ([text, value]) =>
          `{ const inner = async function* () { ${text} yield 1; see(LABEL); return 2; }; const g = async function* () { log(yield* inner()); see(LABEL); try { yield ${value}; } catch { see(LABEL); } }; const it = g(); for (let i = 0; i < 4; i++) log((await it.next(i)).value); see(LABEL); }`,
      ),
    body
      .map(
        (text) =>
          `class K { async [await 'method']() { ${text} } static field = see(LABEL); run = async () => { await 1; see(LABEL); }; } await new K().method?.(); await new K().run();`,
      )
      .map((text) => `{ ${text} }`),
    body.map((text) => `if (see(LABEL) ?? (await 1)) { ${text} }`),
    waited.map((value) => `if (await ${value}) return ${value};`),
    rejecting.map((value) => `if (!(await 1)) await ${value};`),
  );
  return {
    block: fc.array(statement, { minLength: 1, maxLength: 4, depthIdentifier: 'program' }).map((all) => all.join('\n')),
  };
});

/** A module with an async function `program`, which calls `see` with a label at each place. */
export const programs = fc.tuple(block, fc.boolean(), rejecting).map(([text, fails, value]) => {
  labels = 0;
  const body = `${text}\n${fails ? `await ${value};` : 'return await 1;'}`.replaceAll('LABEL', () => `'${++labels}'`);
  return `export const program = async (see) => { const log = (...args) => see(JSON.stringify(args));\n${body}\n};`;
});
