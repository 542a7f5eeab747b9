import assert from 'node:assert/strict';
import { after } from 'node:test';
import { pageModules } from '../support/page-modules.js';
import { testUnnoticed } from '../support/unnoticed.js';

const { Proxy: own } = globalThis;
testUnnoticed(await pageModules('index.js'));
after(() => assert.equal(globalThis.Proxy, own));
