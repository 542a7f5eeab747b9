/** Takes files that are dropped on the element. @param {HTMLElement} element @param {import('../state/intake.js').Intake} intake @returns {() => void} ends it */
export function takeDrops(element, intake) {
  const controller = new AbortController();
  const { signal } = controller;
  /** @param {DragEvent} event */
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files') ?? false;
  const mark = (/** @type {boolean} */ isOver) => element.toggleAttribute('data-drop', isOver);
  element.addEventListener(
    'dragover',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      mark(true);
    },
    { signal },
  );
  element.addEventListener(
    'dragleave',
    (event) => {
      if (!element.contains(/** @type {Node | null} */ (event.relatedTarget))) mark(false);
    },
    { signal },
  );
  element.addEventListener(
    'drop',
    (event) => {
      mark(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      void intake.files(Array.from(/** @type {DataTransfer} */ (event.dataTransfer).files));
    },
    { signal },
  );
  return () => controller.abort();
}
