// Figures in prose: `<!-- figure: name -->95 kB<!-- end -->` quotes the figure of that name in docs/figures.json.

/** @typedef {Record<string, { text: string }>} Figures */

const QUOTED = /<!-- figure: ([\w-]+) -->(.*?)<!-- end -->/g;

/** @param {string} page @returns {{ name: string, quoted: string }[]} */
export const figuresIn = (page) => Array.from(page.matchAll(QUOTED), ([, name, quoted]) => ({ name, quoted }));

/** The page with each figure as it was measured. @param {string} page @param {Figures} figures @throws {Error} the page quotes an unknown figure */
export const withFigures = (page, figures) =>
  page.replace(QUOTED, (_, name) => {
    if (!Object.hasOwn(figures, name)) throw new Error(`docs/figures.json has no figure '${name}'`);
    return `<!-- figure: ${name} -->${figures[name].text}<!-- end -->`;
  });

/** The page without figures that are marked. @param {string} page */
export const withoutFigures = (page) => page.replace(QUOTED, '');
