import { Component, createElement } from 'preact';

/**
 * A component that is rendered again only if one of its properties is another value.
 * @template {object} P @param {(props: P) => import('preact').ComponentChild} render
 * @returns {import('preact').ComponentClass<P>}
 */
export const memo = (render) =>
  class Memo extends Component {
    /** @param {P} next */
    shouldComponentUpdate(next) {
      const before = /** @type {Record<string, unknown>} */ (this.props);
      const keys = Object.keys(next);
      return keys.some((key) => before[key] !== /** @type {Record<string, unknown>} */ (next)[key]);
    }

    render() {
      return createElement(/** @type {any} */ (render), this.props);
    }
  };
