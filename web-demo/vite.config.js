import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export default {
  root: path('.'),
  base: './',
  build: { outDir: path('../build/web-demo'), emptyOutDir: true, target: 'es2022' },
};
