import { setTimeout as sleep } from 'node:timers/promises';

const ARTICLE =
  'From the first of May the museum opens one hour earlier on weekdays, so that school classes can see the whale skeleton before the crowds arrive. Tickets bought online stay valid for the entire day.';
const TRANSLATIONS = {
  chinese:
    '自五月一日起，博物馆工作日提前一小时开放，让学校班级在人潮到来之前参观鲸鱼骨架。网上购买的门票全天有效，无需另行预约，儿童和教师免费入场，详情请见本馆网站首页公告。',
  japanese:
    '五月一日から、博物館は平日に一時間早く開館します。混み合う前に学校のクラスがクジラの骨格を見られるようにするためです。オンラインで買った入場券は一日中使えます。',
  arabic:
    'ابتداءً من أول مايو يفتح المتحف أبوابه قبل ساعة من الموعد المعتاد في أيام الأسبوع، حتى تتمكن الصفوف المدرسية من مشاهدة هيكل الحوت قبل وصول الزوار. تبقى التذاكر المشتراة عبر الإنترنت صالحة طوال اليوم.',
  hindi:
    'पहली मई से संग्रहालय कार्यदिवसों पर एक घंटा पहले खुलेगा, ताकि विद्यालय की कक्षाएँ भीड़ आने से पहले व्हेल का कंकाल देख सकें। ऑनलाइन खरीदे गए टिकट पूरे दिन मान्य रहेंगे, और बच्चों के लिए प्रवेश निःशुल्क है।',
  russian:
    'С первого мая музей будет открываться по будням на час раньше, чтобы школьные классы могли увидеть скелет кита до наплыва посетителей. Билеты, купленные через интернет, действуют весь день.',
  thai: 'ตั้งแต่วันที่หนึ่งพฤษภาคม พิพิธภัณฑ์จะเปิดเร็วขึ้นหนึ่งชั่วโมงในวันธรรมดา เพื่อให้นักเรียนได้ชมโครงกระดูกวาฬก่อนที่ผู้คนจะมาถึง ตั๋วที่ซื้อทางออนไลน์ใช้ได้ตลอดทั้งวัน',
};
const LANGUAGES = Object.keys(TRANSLATIONS);

export default {
  id: 'translations',
  about:
    'one article into six languages and scripts; each version is checked inside a JSON-escaped prompt, then all are published',
  expect: [
    ...LANGUAGES.flatMap((language) => [
      ['localise', language, 'input', 'input'],
      [language, `check ${language}`, 'output', 'input'],
      [language, 'publish', 'output', 'input'],
    ]),
    ['publish', 'localise', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const publish = t.tool(async (pages) => ({ batch: `i18n-${Object.keys(pages).length}-may-hours`, live: true }), {
      name: 'publish',
    });
    const translators = LANGUAGES.map((language) => ({
      language,
      translate: t.llm(
        async () => {
          await sleep(2);
          return TRANSLATIONS[language];
        },
        { name: language },
      ),
      check: t.llm(async () => ({ fluent: true, score: 5 }), { name: `check ${language}` }),
    }));
    const escaped = (text) =>
      JSON.stringify(text).replace(/[^\p{ASCII}]/gu, (c) =>
        [...c].map((u) => `\\u${u.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
      );
    const localise = t.workflow(
      async (article) => {
        const pages = await Promise.all(
          translators.map(async ({ language, translate, check }) => {
            const text = await translate(`Translate into ${language}. Keep the tone.\n---\n${article}\n---`);
            await check(`Rate this text from 1 to 5: {"language":"${language}","text":${escaped(text)}}`);
            return [language, text];
          }),
        );
        return publish(Object.fromEntries(pages));
      },
      { name: 'localise' },
    );
    await localise(ARTICLE);
  },
};
