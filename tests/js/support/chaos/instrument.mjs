// A loader's hook: every function of spanloom's insides first says that it was entered, and may be made to throw there.
import { parse } from '@babel/parser';

const INSIDES =
  /\/js\/(base\/(?:clock|has-stack|ignore-rejection|random)|capture|context|core|decorators|failures|identity|log|manual|pipeline|providers|reading|results|tracer|wrapping)\b.*\.js$/;

/** @param {string} url @param {object} context @param {(url: string, context: object) => Promise<any>} next */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  const file = INSIDES.exec(url);
  return file ? { ...loaded, source: instrumented(String(loaded.source), file[0].slice('/js/'.length)) } : loaded;
}

/** The same on the same lines. @param {string} source @param {string} file */
function instrumented(source, file) {
  /** @type {{ at: number, text: string }[]} */
  const insertions = [];
  walk(
    parse(source, { sourceType: 'module', createParenthesizedExpressions: true }).program,
    'anonymous',
    (fn, name) => {
      const { body, loc } = fn;
      const call = `globalThis.enteredInside?.('${file} ${name}:${loc.start.line}')`;
      if (body.type === 'BlockStatement') insertions.push({ at: body.start + 1, text: `${call};` });
      else insertions.push({ at: body.start, text: `(${call}, ` }, { at: body.end, text: ')' });
    },
  );
  let out = '';
  let from = 0;
  for (const { at, text } of insertions.sort((a, b) => a.at - b.at)) {
    out += source.slice(from, at) + text;
    from = at;
  }
  return out + source.slice(from);
}

/** Visits each function with the name that it goes by. @param {any} node @param {string} name @param {(fn: any, name: string) => void} visit */
function walk(node, name, visit) {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, name, visit);
    return;
  }
  if (typeof node?.type !== 'string') return;
  const { key, id, body } = node;
  const own = key?.id?.name ?? key?.name ?? id?.name;
  const known = own ? (node.type === 'ClassDeclaration' ? own : name === 'anonymous' ? own : `${name}.${own}`) : name;
  if (body && /^(Function|ArrowFunction|Class(Private)?Method$|ObjectMethod)/.test(node.type)) visit(node, known);
  for (const member of Object.values(node)) if (member && typeof member === 'object') walk(member, known, visit);
}
