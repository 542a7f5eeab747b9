import { aiSdk } from './cases/ai-sdk.js';
import { testAll } from './support/cases.js';

await testAll(aiSdk);
