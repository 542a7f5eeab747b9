// Text that is spelled in another way is found as equal: in Unicode's normal forms, other widths, ligatures, HTML's names. Ranges say where it
// stands in the strings as they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, recording } from '../support/spans.js';

/** The links of a step that takes something after another gave something. @param {unknown} given @param {unknown} taken */
async function links(given, taken) {
  const { tracer, finish } = recording();
  tracer.trace('root', () => {
    tracer.tool(() => given, { name: 'give' })();
    tracer.task((/** @type {unknown} */ _) => {}, { name: 'take' })(taken);
  });
  return named(await finish(), 'take').links;
}

/** What both strings have in common, cut out of them by the ranges of the link. @param {string} given @param {string} taken */
async function pieces(given, taken) {
  const found = await links(given, taken);
  assert.deepEqual(
    found.map(({ attributes }) => attributes['spanloom.via']),
    ['text'],
    given,
  );
  return found[0].pieces?.map(({ from, to }) => [given.slice(...(from.range ?? [])), taken.slice(...(to.range ?? []))]);
}

const SENTENCE = 'Die Straße führt über den Fluß; là-bas, l’élève a mangé des crêpes à Zürich';
const FULL =
  'ガギグの表、データベースとパンをコンピュータで調べ、ページにまとめる仕事はとても楽しい。そしてゴールはバルセロナ';
const HALF = 'ｶﾞｷﾞｸﾞの表、ﾃﾞｰﾀﾍﾞｰｽとﾊﾟﾝをｺﾝﾋﾟｭｰﾀで調べ、ﾍﾟｰｼﾞにまとめる仕事はとても楽しい。そしてｺﾞｰﾙはﾊﾞﾙｾﾛﾅ';
const VIETNAMESE = 'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi';
const KOREAN =
  '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로';

/** Named as HTML 4 names it. @param {string} text */
const withNames = (text) =>
  text.replace(
    /[ßüàéêæ’]/g,
    (letter) =>
      `&${{ ß: 'szlig', ü: 'uuml', à: 'agrave', é: 'eacute', ê: 'ecirc', æ: 'aelig', '’': 'rsquo' }[letter]};`,
  );
/** As older Vietnamese keyboards give it: a letter with its shape, then its tone. @param {string} text */
const toneLast = (text) =>
  text
    .normalize('NFD')
    .replace(/\u0323([\u0302\u0306])/g, '$1\u0323')
    .replace(/[aeo][\u0302\u0306]/g, (shaped) => shaped.normalize('NFC'));
const wide = (/** @type {string} */ text) =>
  text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const decomposed = (/** @type {string} */ text) => text.normalize('NFD');

const cases = [
  ['NFD', SENTENCE, decomposed],
  ['sharp s as ss', SENTENCE, (/** @type {string} */ text) => text.replaceAll('ß', 'ss')],
  ['upper case', SENTENCE, (/** @type {string} */ text) => text.toUpperCase()],
  ['HTML 4 names', SENTENCE, withNames],
  ['HTML 4 names, twice', SENTENCE, (/** @type {string} */ text) => withNames(text).replaceAll('&', '&amp;')],
  ['Vietnamese in NFD', VIETNAMESE, decomposed],
  ['Vietnamese with tones as marks', VIETNAMESE, toneLast],
  ['Hangul as jamo', KOREAN, decomposed],
  ['half-width kana', FULL, () => HALF],
  ['kana with marks', FULL, decomposed],
  ['fullwidth forms', 'The quick brown fox jumps over the lazy dog, 1984 times', wide],
  [
    'ligatures',
    'five official waffles flow off the first stove, affluent and stiff',
    (/** @type {string} */ text) =>
      text.replace(
        /ffi|ffl|ff|fi|fl|st/g,
        (letters) => ({ ffi: 'ﬃ', ffl: 'ﬄ', ff: 'ﬀ', fi: 'ﬁ', fl: 'ﬂ', st: 'ﬆ' })[letters] ?? '',
      ),
  ],
  [
    'Arabic as printed',
    'السلام عليكم يا صديقي العزيز كيف حالك اليوم في هذا الصباح الجميل',
    () => 'ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ ﻳﺎ ﺻﺪﻳﻘﻲ ﺍﻟﻌﺰﻳﺰ ﻛﻴﻒ ﺣﺎﻟﻚ ﺍﻟﻴﻮﻡ ﻓﻲ ﻫﺬﺍ ﺍﻟﺼﺒﺎﺡ ﺍﻟﺠﻤﻴﻞ',
  ],
  ['Cyrillic in NFD', 'Съешь же ещё этих мягких французских булок, да выпей чаю; йод и ёлка', decomposed],
  ['Greek in NFD', 'Η Αθήνα είναι πρωτεύουσα της Ελλάδας και η μεγαλύτερη πόλη της χώρας', decomposed],
  [
    'Devanagari with nuktas',
    '\u0958लम और \u0959बर के साथ \u095Aज़ल प\u095Dना ब\u095Cा अच्छा लगता है, फ़िल्म देखना भी मज़ेदार है और सब लो\u0917',
    decomposed,
  ],
];

for (const [name, text, spell] of /** @type {[string, string, (text: string) => string][]} */ (cases)) {
  test(`${name}: linked by text, in both directions, with the ranges of each string`, async () => {
    const other = spell(text);
    assert.notEqual(other, text);
    const template = (/** @type {string} */ inner) => `Context: [${inner}] — answer.`;
    assert.deepEqual(await pieces(text, template(other)), [[text, other]]);
    assert.deepEqual(await pieces(other, template(text)), [[other, text]]);
    assert.deepEqual(await pieces(template(other), `${text}!`), [[other, text]]);
  });
}

const labels = [
  ['résumé.pdf', decomposed('résumé.pdf')],
  ['Zürich HB', decomposed('Zürich HB')],
  ['ガギグゲゴパの計画表', 'ｶﾞｷﾞｸﾞｹﾞｺﾞﾊﾟの計画表'],
  ['Ünïcode A7', 'Ünïcode Ａ７'],
  ['한글 문서 번호 목록', decomposed('한글 문서 번호 목록')],
];
for (const [one, another] of labels) {
  test(`a label is equal however it is spelled: ${one}`, async () => {
    for (const [given, taken] of [
      [one, another],
      [another, one],
      [
        { file: one, size: 1 },
        { file: another, size: 1 },
      ],
      [{ file: one }, { file: another, pages: 7 }],
    ]) {
      assert.equal((await links(given, taken)).length, 1, JSON.stringify([given, taken]));
    }
    assert.deepEqual(await links({ file: `${one} 2` }, { file: another }), []);
  });
}

test('a mark tells letters apart', async () => {
  const text = 'le résumé a été réédité à Genève, où l’élève préférée a déjà dîné';
  const bare = decomposed(text).replace(/\p{M}/gu, '');
  assert.deepEqual(await links(text, `<<${bare}>>`), []);
  assert.deepEqual(await links(decomposed(text), `<<${bare}>>`), []);
});

test('a run that ends in the midst of a ligature has all of it', async () => {
  const run = 'the quick brown fox jumps over the lazy dog again and again';
  assert.deepEqual(await pieces(`xyz ${run} staﬀ`, `abc ${run} staf. Then`), [[`${run} staﬀ`, `${run} staf`]]);
  assert.deepEqual(await pieces(`ß ${run}`, `s ${run} abc`), [[`ß ${run}`, `s ${run}`]]);
});
