import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes that look like a picture's, as a data URL. */
const PICTURE = `data:image/png;base64,${Buffer.from(Uint8Array.from({ length: 3000 }, (_, i) => (i * i * 31 + i * 7) % 251)).toString('base64')}`;

export default {
  id: 'image-parts',
  about: 'a picture as a data URL inside content parts, a caption, and alternative text in an HTML attribute',
  expect: [
    ['describe', 'download', 'input', 'input'],
    ['download', 'look', 'output', 'input'],
    ['look', 'shorten', 'output', 'input'],
    ['shorten', 'embed', 'output', 'input'],
    ['describe', 'embed', 'input', 'input'],
    ['embed', 'describe', 'output', 'output'],
  ],
  optional: [],
  async run(t) {
    const download = t.tool(async () => PICTURE, { name: 'download' });
    const look = t.llm(
      async () => {
        await sleep(1);
        return 'A grey heron stands on one leg in the shallow end of a public swimming pool, watched by two lifeguards with coffee.';
      },
      { name: 'look' },
    );
    const shorten = t.llm(async () => 'Heron in the "kids\' pool" & two amused lifeguards on their morning break', {
      name: 'shorten',
    });
    const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
    const embed = t.task((html) => `<figure>${html}</figure>`, { name: 'embed' });
    const describe = t.workflow(
      async (url) => {
        const picture = await download(url);
        const caption = await look([
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is in this picture?' },
              { type: 'image_url', image_url: { url: picture, detail: 'low' } },
            ],
          },
        ]);
        const alt = await shorten(`Shorten to an alt text: ${caption}`);
        return embed(`<img src="${url}" alt="${attribute(alt)}">`);
      },
      { name: 'describe' },
    );
    await describe('https://photos.example.net/2024/may/pool/heron-and-the-lifeguards-0417.png');
  },
};
