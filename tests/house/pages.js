// The pages that users read, and their links.
import { dirname, join } from 'node:path';
import { sourceFiles, text } from './files.js';

/** README, the other pages of the root, docs/ and the READMEs of the examples, relative to the root. */
export const PAGES = [
  'README.md',
  'SECURITY.md',
  'RELEASING.md',
  'CHANGELOG.md',
  ...sourceFiles('docs').filter((path) => /^docs\/[\w-]+\.md$/.test(path)),
  ...sourceFiles('examples').filter((path) => path.endsWith('.md')),
];

const FENCE = /^```[\s\S]*?^```/gm;

/** The text of a page outside of its code blocks. @param {string} path */
export const proseOf = (path) => text(path).replace(FENCE, '');

/** Where links and pictures of Markdown lead, also pictures that are HTML. @param {string} markdown */
export const hrefsOf = (markdown) =>
  Array.from(markdown.matchAll(/(?:\]\(|<(?:img|source)\b[^>]*\bsrc(?:set)?=")([^)"\s]+)/g), ([, href]) => href);

/**
 * The relative links and pictures of a page.
 * @param {string} path @returns {{ target: string, anchor: string | undefined }[]} the target relative to the root
 */
export function linksOf(path) {
  return hrefsOf(proseOf(path))
    .filter((href) => !/^[a-z]+:/.test(href))
    .map((href) => {
      const [file, anchor] = href.split('#');
      return { target: file ? join(dirname(path), file) : path, anchor };
    });
}

/** The anchors of a page's headings, as GitHub makes them. @param {string} path */
export function anchorsOf(path) {
  const headings = Array.from(proseOf(path).matchAll(/^#+ (.+)$/gm), ([, heading]) => heading);
  return headings.map((heading) => {
    const words = heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '');
    return words.trim().replaceAll(' ', '-');
  });
}
