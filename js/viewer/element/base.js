/** Where there are no elements, such as on a server, the class can be imported and not constructed. */
export const ElementBase =
  typeof HTMLElement === 'undefined'
    ? /** @type {typeof HTMLElement} */ (
        class {
          constructor() {
            throw new TypeError('<spanloom-trace> is an element of pages: there is no HTMLElement here');
          }
        }
      )
    : HTMLElement;
