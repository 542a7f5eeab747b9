// A picture of pixels from an SVG.

const SCALE = 2;
/** What browsers have in common. */
const MAX_SIDE = 8192;
const MAX_AREA = 32_000_000;

/** @param {number} width @param {number} height @returns {number} pixels for each unit of the SVG */
export const scaleOf = (width, height) =>
  Math.min(SCALE, MAX_SIDE / width, MAX_SIDE / height, Math.sqrt(MAX_AREA / (width * height)));

/** @param {string} svg with `width` and `height`, and without anything to load @returns {Promise<Blob>} */
export async function pngOf(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = await loaded(url);
    const scale = scaleOf(image.width, image.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The browser could not make a PNG of this size: save the graph as SVG');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param {string} url @returns {Promise<HTMLImageElement>} */
const loaded = (url) =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () =>
      reject(
        new Error(
          "The browser could not draw the graph; the page's policy may forbid it (img-src blob:): save the graph as SVG",
        ),
      );
    image.src = url;
  });
