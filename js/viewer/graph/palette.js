// The colours of the style sheet as plain values, for pictures that stand alone.

const TOKEN = /--([\w-]+):\s*light-dark\((#\w+),\s*(#\w+)\)/g;

/** @param {string} css the style sheet of the tokens @param {'light' | 'dark'} theme @returns {(token: string) => string} */
export function paletteOf(css, theme) {
  const colours = new Map(
    [...css.matchAll(TOKEN)].map(([, name, light, dark]) => [name, theme === 'dark' ? dark : light]),
  );
  return (token) => {
    const colour = colours.get(token);
    if (colour === undefined) throw new Error(`No colour --${token} in the style sheet`);
    return colour;
  };
}
