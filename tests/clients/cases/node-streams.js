import { createServer, request } from 'node:http';
import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { finished, pipeline } from 'node:stream/promises';
import { textOf } from '../server/answers.js';
import { partly } from '../support/expected.js';
import { decoded, items, slowly } from '../support/reading.js';

const untold = { model: undefined };
const theText = (id) => partly(textOf(id), untold);

/** @param {string} url @returns {(question: string) => Promise<import('node:http').IncomingMessage>} */
const download = (url) => (question) =>
  new Promise((resolve, reject) => {
    request(url, { method: 'POST' }, resolve)
      .on('error', reject)
      .end(JSON.stringify({ input: question, stream: true }));
  });

/** What a client gets from a server that hands the stream on. */
async function through(handOn) {
  const server = createServer({ keepAliveTimeout: 0 }, (_request, response) => handOn(response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  try {
    return await (await fetch(`http://127.0.0.1:${server.address().port}`)).text();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const upperCase = () => new Transform({ transform: (chunk, _encoding, done) => done(null, `${chunk}`.toUpperCase()) });

/** @param {import('../server/server.js').FakeApi} api */
export const nodeStreams = (api) => ({ 'node streams': cases(`${api.url}/v1/speech`) });

/** @param {string} url @returns {import('../support/cases.js').Case[]} */
function cases(url) {
  const start = download(url);
  /** @param {string} name @param {(stream: any, pause: () => Promise<void>) => Promise<unknown>} read */
  const way = (name, read, more) => ({
    name,
    start,
    read: async (result, pause) => read(await result, pause),
    span: theText,
    ...more,
  });
  /** Left in the middle, with an error or without. */
  const left = (name, leave, more) =>
    way(
      name,
      async (stream) => {
        const chunks = [];
        const failed = new Promise((resolve) => stream.on('error', (error) => resolve(error.message)));
        const closed = new Promise((resolve) => stream.on('close', () => resolve('closed')));
        stream.on('data', (chunk) => {
          if (chunks.push(chunk) === 2) leave?.(stream);
        });
        return { how: await Promise.race([failed, closed]), text: decoded(chunks) };
      },
      more,
    );

  return [
    way('for await', async (stream) => decoded(await items(stream))),
    way('read slowly', async (stream, pause) => decoded(await slowly(stream, pause))),
    way('text() after a while', async (stream, pause) => {
      await pause();
      return text(stream);
    }),
    way('text()', (stream) => text(stream)),
    way('buffer()', async (stream) => `${await buffer(stream)}`),
    way('setEncoding(), for await', async (stream) => (await items(stream.setEncoding('utf8'))).join('')),
    way("on('data'), on('end')", async (stream) => {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      await new Promise((resolve) => stream.on('end', resolve));
      return decoded(chunks);
    }),
    way("on('readable'), read()", async (stream) => {
      const chunks = [];
      stream.on('readable', () => {
        for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(chunk);
      });
      await new Promise((resolve) => stream.on('end', resolve));
      return decoded(chunks);
    }),
    way('pipe(response)', (stream) => through((response) => stream.pipe(response))),
    way('pipe() through a transform', (stream) => text(stream.pipe(upperCase()))),
    way('pipeline(response)', (stream) => through((response) => pipeline(stream, new PassThrough(), response))),
    way('pipeline() into a generator', async (stream) => {
      const chunks = [];
      await pipeline(stream, async (source) => {
        for await (const chunk of source) chunks.push(chunk);
      });
      return decoded(chunks);
    }),
    way('to two destinations', (stream) =>
      Promise.all([text(stream.pipe(new PassThrough())), text(stream.pipe(upperCase()))]),
    ),
    way('Readable.toWeb()', (stream) => new Response(Readable.toWeb(stream)).text()),
    way('paused and resumed', async (stream) => {
      const chunks = [];
      stream.on('data', (chunk) => {
        chunks.push(chunk);
        stream.pause();
        setImmediate(() => stream.resume());
      });
      await finished(stream);
      return decoded(chunks);
    }),
    way('a slow destination', async (stream) => {
      const chunks = [];
      const write = (chunk, _encoding, done) => {
        chunks.push(chunk);
        setTimeout(done, 1);
      };
      await pipeline(stream, new Writable({ highWaterMark: 1, write }));
      return decoded(chunks);
    }),
    left('destroy()', (stream) => stream.destroy(), {
      span: (_id, { text }) => partly(text, { ...untold, result: 'cancelled' }),
    }),
    left('destroy(error)', (stream) => stream.destroy(new Error('enough')), {
      span: (_id, { text }) => partly(text, { ...untold, status: 'error' }),
    }),
    left('the connection breaks', undefined, {
      plan: 'cut',
      span: (_id, { text }) => partly(text, { ...untold, status: 'error' }),
    }),
    way('for await, break', async (stream) => decoded(await items(stream, 2)), {
      span: (_id, got) => partly(got, { ...untold, result: 'cancelled' }),
    }),
    {
      name: 'Readable.fromWeb(), pipeline(response)',
      start: async (question) => {
        const body = JSON.stringify({ input: question, stream: true });
        return Readable.fromWeb((await fetch(url, { method: 'POST', body })).body);
      },
      read: async (result) => {
        const stream = await result;
        return through((response) => pipeline(stream, response));
      },
      span: theText,
    },
  ];
}
