// JSON read slowly, with the place of each character in the text that it came from, also where JSON is inside a string of JSON.

/** A character and where it stands in the attribute's string. @typedef {{ text: string, start: number, end: number }} Character */
/**
 * @typedef {Object} Node
 * @property {'object' | 'array' | 'string' | 'scalar'} type
 * @property {Character[]} characters all of it, as written
 * @property {Character[]} [inner] of a string: what it says
 * @property {{ key: string, node: Node }[]} [members] of an object or array; keys of arrays are their indexes
 */

const ESCAPES = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** Each UTF-16 unit of a string. @param {string} text @returns {Character[]} */
export const charactersOf = (text) =>
  Array.from({ length: text.length }, (_, i) => ({ text: text[i], start: i, end: i + 1 }));

export const saying = (/** @type {Character[]} */ characters) => characters.map(({ text }) => text).join('');

/** @param {Character[]} characters @returns {Node | undefined} undefined if they are no JSON */
export const parse = (characters) => parseAt(characters, 0, true);

/**
 * The JSON that starts at a place.
 * @param {Character[]} characters @param {number} from @param {boolean} isAll whether nothing may follow
 * @returns {Node | undefined}
 */
function parseAt(characters, from, isAll) {
  let at = from;
  const peek = () => characters[at]?.text;
  const skip = () => {
    while (/^[ \t\r\n]$/.test(peek() ?? '')) at++;
  };
  const expect = (/** @type {string} */ text) => {
    if (peek() !== text) throw new SyntaxError(`expected ${text} at ${at}`);
    at++;
  };

  /** @returns {Node} */
  function value() {
    skip();
    const start = at;
    const node = peek() === '{' || peek() === '[' ? container() : peek() === '"' ? string() : scalar();
    return { ...node, characters: characters.slice(start, at) };
  }

  /** @returns {Omit<Node, 'characters'>} */
  function container() {
    const isObject = characters[at++].text === '{';
    const close = isObject ? '}' : ']';
    /** @type {{ key: string, node: Node }[]} */
    const members = [];
    for (skip(); peek() !== close; skip()) {
      if (members.length > 0) expect(',');
      skip();
      const key = isObject ? saying(/** @type {Character[]} */ (string().inner)) : `${members.length}`;
      skip();
      if (isObject) expect(':');
      members.push({ key, node: value() });
    }
    at++;
    return { type: isObject ? 'object' : 'array', members };
  }

  /** @returns {Omit<Node, 'characters'>} */
  function string() {
    expect('"');
    /** @type {Character[]} */
    const inner = [];
    while (peek() !== '"') {
      const first = characters[at];
      if (first === undefined) throw new SyntaxError('a string does not end');
      if (first.text !== '\\') {
        inner.push(first);
        at++;
        continue;
      }
      const kind = characters[at + 1].text;
      const size = kind === 'u' ? 6 : 2;
      const code = saying(characters.slice(at + 2, at + size));
      const text = kind === 'u' ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[kind] ?? kind);
      inner.push({ text, start: first.start, end: characters[at + size - 1].end });
      at += size;
    }
    at++;
    return { type: 'string', inner };
  }

  /** @returns {Omit<Node, 'characters'>} */
  function scalar() {
    const start = at;
    while (/^[\w.+-]$/.test(peek() ?? '')) at++;
    if (!/^(true|false|null|-?\d[\d.eE+-]*)$/.test(saying(characters.slice(start, at))))
      throw new SyntaxError(`nothing known at ${start}`);
    return { type: 'scalar' };
  }

  try {
    const node = value();
    skip();
    return at === characters.length || !isAll ? node : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The steps of a path behind the attribute's key: `.a[0]["b c"]`. @param {string} path @returns {string[]} */
export function stepsOf(path) {
  /** @type {string[]} */
  const steps = [];
  let rest = path;
  while (rest) {
    const [whole, name, index, quoted] = /^(?:\.([^.[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\])/.exec(rest) ?? [];
    if (whole === undefined) throw new SyntaxError(`not a path: ${path}`);
    steps.push(name ?? index ?? JSON.parse(quoted));
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** What was read of a text before. @type {WeakMap<Character[], Node[]>} */
const read = new WeakMap();

/** The JSON that a text is, or the objects and lists within it. @param {Character[]} text @returns {Node[]} */
function jsonIn(text) {
  const known = read.get(text);
  if (known) return known;
  const whole = parse(text);
  /** @type {Node[]} */
  const found = whole ? [whole] : [];
  for (let i = 0; !whole && i < text.length; i++) {
    if (text[i].text !== '{' && text[i].text !== '[') continue;
    const node = parseAt(text, i, false);
    if (!node) continue;
    found.push(node);
    i += node.characters.length - 1;
  }
  read.set(text, found);
  return found;
}

const endOf = (/** @type {Character[]} */ characters) => characters[characters.length - 1].end;

const KEPT = 64;
/** The attributes that were asked for last: many entries are of one. @type {Map<string, Node>} */
const attributes = new Map();

/** @param {string} text @returns {Node} */
function attribute(text) {
  const known = attributes.get(text);
  if (known) return known;
  if (attributes.size === KEPT) attributes.clear();
  const characters = charactersOf(text);
  /** @type {Node} */
  const node = { type: 'string', characters, inner: characters };
  attributes.set(text, node);
  return node;
}

/**
 * The value at a path: a node of JSON, or a text. JSON may stand within a text; then it is that which has the place.
 * @param {string} text of the attribute @param {string[]} steps @param {number} place in the attribute
 * @returns {Node}
 */
export function valueAt(text, steps, place) {
  let node = attribute(text);
  for (const step of steps) {
    while (node.type === 'string') {
      const inside = jsonIn(/** @type {Character[]} */ (node.inner)).find(
        ({ characters }) => endOf(characters) > place,
      );
      if (!inside) throw new Error(`there is no JSON at the step before ${step}`);
      node = inside;
    }
    const member = node.members?.findLast(({ key }) => key === step);
    if (!member) throw new Error(`there is no ${step}`);
    node = member.node;
  }
  return spoken(node, place);
}

/** What a text says that is a string of JSON as a whole, if the place is in it. @param {Node} node @param {number} place @returns {Node} */
function spoken(node, place) {
  if (node.type !== 'string') return node;
  const [inside] = jsonIn(/** @type {Character[]} */ (node.inner));
  const isIn = inside?.type === 'string' && inside.characters[0].start < place;
  return isIn ? spoken(inside, place) : node;
}
