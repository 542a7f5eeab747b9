// What frameworks make, in Node and in both builds: how it is captured, and what of it is noted.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { captureForLater } from '../../js/capture/capture-value.js';
import { objectId } from '../../js/log/object-ids.js';
import { notedObjects } from '../js/support/noted.js';

const doc = { id: 1 };

/** @type {Record<string, (load: (name: string) => any) => Record<string, [value: any, shown: unknown]>>} */
const LIBRARIES = {
  React(load) {
    const { createContext, createElement: h, Component, Fragment, forwardRef, memo } = load('react');
    const { renderToString } = load('react-dom/server');
    function Row() {}
    const made = {};
    class Page extends Component {
      render() {
        Object.assign(made, { element: h('p', { doc }, 'text'), instance: this });
        return made.element;
      }
    }
    renderToString(h(Page));
    return {
      'an element made in rendering': [made.element, { type: 'p', props: { doc, children: 'text' } }],
      'an element of a component': [h(Row, { key: 'k', doc }), { type: 'Row', key: 'k', props: { doc } }],
      'a memo': [h(memo(Row), { doc }), { type: 'Row', props: { doc } }],
      'a forwarded ref': [h(forwardRef(Row), { doc }), { type: 'Row', props: { doc } }],
      'a fragment': [
        h(Fragment, null, h('b')),
        { type: '[Symbol(react.fragment)]', props: { children: { type: 'b', props: {} } } },
      ],
      'a context': [createContext(doc), '[Symbol(react.context)]'],
      'an instance': [made.instance, '[Component Page]'],
    };
  },
  Preact(load) {
    const { h } = load('preact');
    const { computed, signal } = load('@preact/signals-core');
    const [data, twice] = [signal(doc), computed(() => [data.value])];
    twice.peek();
    return {
      'a vnode': [h('p', { doc }, h('b')), { type: 'p', props: { doc, children: { type: 'b', props: {} } } }],
      'a signal': [data, doc],
      'a computed signal': [twice, [doc]],
    };
  },
  async Vue(load) {
    const { computed, createSSRApp, getCurrentInstance, h, reactive, ref, shallowRef, toRef } = load('vue');
    const { createPinia } = load('pinia');
    const { renderToString } = load('@vue/server-renderer');
    const made = {};
    const app = createSSRApp({
      name: 'Page',
      setup() {
        made.instance = getCurrentInstance();
        return () => h('p', { doc }, [h('b')]);
      },
    });
    await renderToString(app);
    const list = computed(() => [doc]);
    assert.equal(list.value[0], doc);
    return {
      'a vnode that was rendered': [made.instance.subTree, { type: 'p', props: { doc }, children: [{ type: 'b' }] }],
      'an instance': [made.instance, '[Component Page]'],
      'an app': [app, '[App]'],
      'a ref': [ref(doc), doc],
      'a shallow ref': [shallowRef(doc), doc],
      'a computed ref': [list, [doc]],
      'a ref to a member': [toRef({ doc }, 'doc'), doc],
      'a ref to an observed member': [toRef(reactive({ doc }), 'doc'), doc],
      'what holds all stores': [createPinia(), '[Plugin]'],
    };
  },
  MobX(load) {
    const { observable, computed } = load('mobx');
    const deep = { deep: false };
    const list = computed(() => [doc], { keepAlive: true });
    list.get();
    return {
      'a map': [observable.map({ doc }, deep), { doc }],
      'a set': [observable.set([doc], deep), [doc]],
      'a box': [observable.box(doc, deep), doc],
      'a computed value': [list, [doc]],
    };
  },
};

/** What `require` gives where `NODE_ENV` is `env`. @param {string} env */
function loader(env) {
  const require = createRequire(import.meta.url);
  for (const path of Object.keys(require.cache)) delete require.cache[path];
  return (/** @type {string} */ name) => {
    process.env.NODE_ENV = env;
    return require(name);
  };
}

for (const env of ['development', 'production']) {
  for (const [library, make] of Object.entries(LIBRARIES)) {
    // What MobX has for Node in production has other names than what bundlers take.
    const load = loader(library === 'MobX' ? 'development' : env);
    test(`${library}, ${env}`, async (t) => {
      for (const [what, [value, shown]] of Object.entries(await make(load))) {
        await t.test(what, () => {
          assert.deepEqual(JSON.parse(String(captureForLater({ value }, 100_000))), { value: shown });
          const noted = notedObjects(value);
          assert.equal(noted.includes(objectId(doc)), JSON.stringify(shown).includes('"id"'));
          assert.ok(noted.length <= 6, `${noted.length} objects are noted`);
        });
      }
    });
  }
}
