// Rewrites each form of waiting: `await x` becomes `call.back(await call.wait(x))`.
import MagicString from 'magic-string';
import { isCommonJs } from './commonjs.js';
import { awaitsDisposal, children, isFunction } from './parse.js';

/** @typedef {import('./parse.js').Node} Node */
/** Text to insert after a node, once everything within the node is edited. @typedef {[position: number, text: string][]} Ends */

export class Edit {
  text;
  #waiting;
  /** A prefix that occurs in no name of the source. */
  #name = '_spanloom';
  #values = 0;
  #imported = new Set(['AsyncCall']);
  /** `for await` loops whose label has been edited. @type {Set<Node>} */
  #guarded = new Set();
  /** Declarators of `await using`. @type {Set<Node>} */
  #resources = new Set();

  /** @param {string} code @param {Set<Node>} waiting the functions to edit */
  constructor(code, waiting) {
    this.text = new MagicString(code);
    this.#waiting = waiting;
    while (code.includes(this.#name)) this.#name += '_';
  }

  /** Inserts text before a node, then visits its children. @param {Node} node @param {Node | undefined} fn the function around it */
  visit(node, fn) {
    const ends = this.#waiting.has(node) ? this.#function(node) : this.#within(node, fn);
    const inner = isFunction(node) ? node : fn;
    for (const child of children(node)) this.visit(child, inner);
    for (const [position, text] of ends) this.#insert(position, text);
  }

  /** @param {Node} program @param {string} runtime */
  addImport(program, runtime) {
    const names = [...this.#imported];
    const line = isCommonJs(program)
      ? `const { ${names.map((name) => `${name}: ${this.#local(name)}`).join(', ')} } = require('${runtime}');`
      : `import { ${names.map((name) => `${name} as ${this.#local(name)}`).join(', ')} } from '${runtime}';`;
    this.#insertFirst(program.body, program.interpreter?.end ?? 0, program.interpreter ? `\n${line}` : line);
  }

  /** @param {Node} fn a function that waits @returns {Ends} */
  #function({ body }) {
    const start = `const ${this.#name} = new ${this.#import('AsyncCall')}(); try {`;
    const end = `} finally { ${this.#name}.end(); }`;
    if (body.type === 'BlockStatement') {
      this.#insertFirst(body.body, body.start + 1, start);
      return [[body.end - 1, end]];
    }
    this.#insert(body.start, `{ ${start} return `);
    return [[body.end, `; ${end} }`]];
  }

  /** @param {Node} node @param {Node | undefined} fn @returns {Ends} */
  #within(node, fn) {
    if (!fn || !this.#waiting.has(fn)) return [];
    switch (node.type) {
      case 'AwaitExpression':
        return this.#suspension(node, 'wait');
      case 'YieldExpression':
        return node.delegate ? this.#delegation(node) : this.#suspension(node, 'give');
      case 'ReturnStatement':
        return fn.generator && node.argument ? this.#returned(node) : [];
      case 'TryStatement':
        if (node.finalizer) this.#insert(node.finalizer.start + 1, this.#back);
        return [];
      case 'CatchClause':
        return this.#catch(node);
      case 'LabeledStatement':
      case 'ForOfStatement':
        return [...this.#loop(node), ...this.#guard(node)];
      case 'BlockStatement':
        return this.#block(node, fn);
      case 'VariableDeclarator':
        return this.#resources.has(node) ? [[node.end, this.#disposal(node.id.name)]] : [];
      default:
        return [];
    }
  }

  /** @param {Node} node `await x` or `yield x` @param {'wait' | 'give'} method @returns {Ends} */
  #suspension(node, method) {
    this.#insert(node.start, `${this.#name}.back(`);
    this.#insert(node.start + 'await'.length, ` ${this.#name}.${method}(`);
    return [[node.end, '))']];
  }

  /** @param {Node} node `yield* x` @returns {Ends} */
  #delegation({ start, end, argument }) {
    this.#insert(start, `${this.#name}.back(`);
    this.#insert(argument.start, `${this.#import('allOf')}(${this.#name}, `);
    return [[end, '))']];
  }

  /** Edits a `return` of an async generator, which waits for the value. @param {Node} node @returns {Ends} */
  #returned({ start, argument }) {
    // Without parentheses, the parts of `return a, b` would become separate arguments.
    const [open, close] = argument.type === 'SequenceExpression' ? ['((', '))'] : ['(', ')'];
    this.#insert(start + 'return'.length, ` ${this.#name}.wait${open}`);
    return [[argument.end, close]];
  }

  /** @param {Node} node @returns {Ends} */
  #catch({ param, body }) {
    if (param && hasCode(param)) {
      this.#bindLater(param, body, 'let ', '');
      return [[body.end, '}']];
    }
    this.#insert(body.start + 1, this.#back);
    return [];
  }

  /** @param {Node} node @returns {Ends} */
  #loop({ type, left, right, body, await: isAwait }) {
    if (type !== 'ForOfStatement') return [];
    /** @type {Ends} */
    const ends = [];
    if (isAwait) {
      this.#insert(right.start, `${this.#import('eachOf')}(${this.#name}, `);
      ends.push([right.end, ')']);
    }
    const isDeclared = left.type === 'VariableDeclaration';
    const target = isDeclared ? left.declarations[0].id : left;
    if (awaitsDisposal(left)) {
      this.text.update(left.start, target.start, 'const ');
      this.#insert(body.start, `{ ${this.#back} try { ${this.#disposing('give')}${this.#disposal(target.name)}`);
      return [...ends, [body.end, `} finally { ${this.#back} } }`]];
    }
    if (!isAwait) return ends;
    if (hasCode(target) && body.type === 'BlockStatement')
      this.#bindLater(target, body, isDeclared ? `${left.kind} ` : '(', isDeclared ? '' : ')');
    else this.#insert(body.start, `{ ${this.#back} `);
    return [...ends, [body.end, '}']];
  }

  /** A `for await` loop may have waited, however it is left. @param {Node} node @returns {Ends} */
  #guard(node) {
    let loop = node;
    while (loop.type === 'LabeledStatement') loop = loop.body;
    if (loop.type !== 'ForOfStatement' || !loop.await || this.#guarded.has(loop)) return [];
    this.#guarded.add(loop);
    this.#insert(node.start, 'try {');
    return [[node.end, `} finally { ${this.#back} }`]];
  }

  /** @param {Node} node @param {Node} fn @returns {Ends} */
  #block(node, fn) {
    /** @type {Node[]} */
    const declarations = node.body.filter(awaitsDisposal);
    if (declarations.length === 0) return [];
    for (const declaration of declarations) this.#awaitUsing(declaration);
    const isBody = node === fn.body;
    // Disposed of last, because code compiled for older targets waits once more.
    this.#insertFirst(node.body, node.start + 1, `${isBody ? '' : ' try {'} ${this.#disposing('give')};`);
    return isBody ? [] : [[node.end - 1, `} finally { ${this.#back} }`]];
  }

  /** Makes each resource a constant, followed by the object that disposes of it. @param {Node} node `await using a = b, c = d` */
  #awaitUsing({ start, declarations }) {
    for (const [index, resource] of declarations.entries()) {
      this.#resources.add(resource);
      const from = index === 0 ? start : declarations[index - 1].end;
      this.text.update(from, resource.start, index === 0 ? 'const ' : ' const ');
    }
  }

  /** Resources are disposed of in reverse order. @param {string} resource */
  #disposal(resource) {
    const wrapped = `${this.#import('disposable')}(${this.#name}, ${resource})`;
    return `; ${this.#disposing('back')}; await using ${this.#value()} = ${wrapped}; ${this.#disposing('give')};`;
  }

  /** @param {'give' | 'back'} step */
  #disposing(step) {
    return `using ${this.#value()} = ${this.#import('disposing')}(${this.#name}, '${step}')`;
  }

  /**
   * Moves a pattern into the block, with a plain variable in its place. The code in it then runs after the active span was restored.
   * @param {Node} pattern @param {Node} block @param {string} before @param {string} after
   */
  #bindLater(pattern, block, before, after) {
    const value = this.#value();
    this.#insert(pattern.start, before === '(' ? `const ${value}` : value);
    this.text.appendRight(pattern.start, `{ ${this.#back} ${before}`);
    this.text.appendLeft(pattern.end, ` = ${value}${after};`);
    this.text.move(pattern.start, pattern.end, block.start);
  }

  get #back() {
    return `${this.#name}.back();`;
  }

  #value() {
    this.#values += 1;
    return `${this.#name}${this.#values}`;
  }

  /** @param {string} name the runtime's export @returns {string} its local name */
  #import(name) {
    this.#imported.add(name);
    return this.#local(name);
  }

  /** @param {string} name */
  #local(name) {
    return `${this.#name}_${name}`;
  }

  /** @param {number} position @param {string} text */
  #insert(position, text) {
    this.text.appendLeft(position, text);
  }

  /** Inserts text after the directives. @param {Node[]} statements @param {number} start @param {string} text */
  #insertFirst(statements, start, text) {
    const last = statements.filter(({ directive }) => directive !== undefined).at(-1);
    if (last) this.#insert(last.end, `;${text}`);
    else this.#insert(start, text);
  }
}

/** Whether a pattern runs code. @param {Node} pattern @returns {boolean} */
const hasCode = (pattern) =>
  pattern.type === 'AssignmentPattern' ||
  pattern.type === 'MemberExpression' ||
  (pattern.type === 'Property' && pattern.computed) ||
  [...children(pattern)].some(hasCode);
