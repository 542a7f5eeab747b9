import { nodeStreams } from './cases/node-streams.js';
import { testAll } from './support/cases.js';

await testAll(nodeStreams);
