import * as api from '../../../js/index.js';
import { testUnnoticed } from '../support/unnoticed.js';

testUnnoticed(api);
