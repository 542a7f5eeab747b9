import { build } from 'esbuild';

/**
 * What a page loads at first of a program that is bundled for it: the entry and what it imports statically, not what it loads with `import()` when that is needed.
 * @param {string} contents the program @param {string} resolveDir where its imports are looked up
 * @returns {Promise<Uint8Array[]>} minified, one for each file
 */
export async function pageBundle(contents, resolveDir) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    splitting: true,
    outdir: 'out',
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    logLevel: 'silent',
  });
  const { outputs } = metafile;
  const loaded = new Set(Object.keys(outputs).filter((path) => outputs[path].entryPoint === '<stdin>'));
  for (const path of loaded) {
    for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement') loaded.add(next);
  }
  return outputFiles.filter(({ path }) => [...loaded].some((file) => path.endsWith(file))).map((file) => file.contents);
}
