// Cuts a Markdown page into sections small enough to hand to a model: one per heading, long ones split between paragraphs.

const MOST_WORDS = 250;
const FEWEST_WORDS = 12;
const HEADING = /^(#{1,6})\s+(.+)$/;
const FENCE = /^\s*```/;

/**
 * @typedef {{ id: string, title: string, summary: string, heading: string, text: string, url: string }} Section
 * `summary` is the page's; `text` is plain prose, blocks parted by blank lines; a code block is indented by four spaces.
 */

/**
 * @param {{ path: string, markdown: string, url: string }} page `path` names the page in its sections' ids
 * @returns {Section[]}
 */
export function cutPage({ path, markdown, url }) {
  const { title, summary, body } = splitFrontMatter(markdown);
  const sections = [];
  for (const { heading, blocks } of groupByHeading(body)) {
    if (heading === 'See Also') continue;
    for (const text of pack(blocks)) {
      if (countWords(text) < FEWEST_WORDS) continue;
      const id = `${path}#${sections.length}`;
      sections.push({
        id,
        title: title ?? path,
        summary,
        heading,
        text,
        url: heading ? `${url}#${slug(heading)}` : url,
      });
    }
  }
  return sections;
}

/** The same paragraph often stands on several pages: the first one keeps it. @param {Section[]} sections */
export function withoutRepeats(sections) {
  const seen = new Set();
  return sections.filter(({ text }) => !seen.has(text) && seen.add(text));
}

function splitFrontMatter(markdown) {
  const [, head = '', body = markdown] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown) ?? [];
  const field = (name) => new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(head)?.[1].trim();
  return { title: field('title'), summary: field('description') ?? '', body: body.replace(/<!--[\s\S]*?-->/g, '') };
}

function groupByHeading(body) {
  let group = { heading: '', blocks: [] };
  const groups = [group];
  for (const block of blocksOf(body)) {
    const found = HEADING.exec(block);
    if (found) {
      group = { heading: plain(found[2]), blocks: [] };
      groups.push(group);
    } else group.blocks.push(block.startsWith('    ') ? block : plain(block));
  }
  return groups;
}

/** Paragraphs, list items, headings and code blocks, each as one string. */
function* blocksOf(body) {
  let lines = [];
  let isCode = false;
  const take = () => {
    const block = lines.join('\n');
    lines = [];
    return block;
  };
  for (const line of body.split('\n')) {
    if (FENCE.test(line)) {
      if (lines.length > 0) yield take();
      isCode = !isCode;
    } else if (isCode) {
      if (line.trim()) lines.push(`    ${line}`);
    } else if (HEADING.test(line)) {
      if (lines.length > 0) yield take();
      yield line;
    } else {
      const startsItem = /^\s*([*-]|\d+\.)\s/.test(line);
      if (lines.length > 0 && (startsItem || !line.trim())) yield take();
      if (line.trim()) lines.push(line.trim());
    }
  }
  if (lines.length > 0) yield take();
}

const plain = (markdown) =>
  markdown
    .replace(/\n/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|__(?=\S)|(?<=\S)__|(?<![\w`])_(?=\S)|(?<=\S)_(?![\w`])/g, '')
    .replace(/\\(?=[<>*_`[\]])/g, '')
    .trim();

function* pack(blocks) {
  let packed = [];
  let words = 0;
  for (const block of blocks) {
    const more = countWords(block);
    if (words > 0 && words + more > MOST_WORDS) {
      yield packed.join('\n\n');
      [packed, words] = [[], 0];
    }
    packed.push(block);
    words += more;
  }
  if (words > 0) yield packed.join('\n\n');
}

const countWords = (text) => text.split(/\s+/).filter(Boolean).length;

const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s+/g, '-');
