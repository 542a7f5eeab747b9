const REVOKE_MS = 60_000;

/** Has the browser save a file. @param {string} name @param {Blob} blob */
export function save(name, blob) {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // Browsers do not say when they have read it.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS);
}

/** A name that each file system takes. @param {string} name @param {string} extension */
export const fileName = (name, extension) =>
  `${
    name
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 60) || 'trace'
  }.${extension}`;
