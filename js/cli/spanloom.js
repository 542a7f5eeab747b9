#!/usr/bin/env node
import process from 'node:process';
import { main } from './main.js';

// So that what has to be removed at the end is removed.
for (const [signal, number] of /** @type {const} */ ([
  ['SIGINT', 2],
  ['SIGTERM', 15],
]))
  process.once(signal, () => process.exit(128 + number));
// Whoever writes to stdout gets its errors, too. This is for those that come later.
process.stdout.on('error', () => {});

process.exitCode = await main(process.argv.slice(2), process);
