import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export default {
  root: path('.'),
  base: './',
  // Relative addresses everywhere, and no `data:` for code: a strict policy holds on any host and path.
  build: {
    outDir: path('../build/web-demo'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  worker: { format: 'es' },
};
