import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { html } from '../common/html.js';
import { shop } from '../session/shop.js';
import { requests } from './requests.js';
import { lend } from './session.js';

const isOpen = signal(false);

/** The address of GraphiQL; empty until it is known that there is one, for production may have the shop alone. */
export const graphiQl = signal('');
shop.then((pages) => (graphiQl.value = pages.graphiQl ? 'graphiql' : ''));

export function QueryButton() {
  const button = useRef();
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen.value) {
      button.current.focus();
    }
    wasOpen.current = isOpen.value;
  }, [isOpen.value]);
  const toggle = () => (isOpen.value = !isOpen.value);
  return html`<button ref=${button} type="button" aria-expanded=${isOpen.value} aria-controls="queries" onClick=${toggle}>
    See the queries <span class="count">${requests.value.length}</span>
  </button>`;
}

/** What the page has asked the shop, and what that answered: each request as it went over the line, but for its secrets. */
export function QueryPanel() {
  const title = useRef();
  useEffect(() => title.current?.focus(), [isOpen.value]);
  if (!isOpen.value) {
    return html`<aside id="queries" hidden></aside>`;
  }
  const close = () => (isOpen.value = false);
  return html`<aside id="queries" aria-labelledby="queries-title" onKeyDown=${({ key }) => key === 'Escape' && close()}>
    <header>
      <h2 id="queries-title" tabindex="-1" ref=${title}>Queries</h2>
      <button type="button" class="quiet" onClick=${close}>Close</button>
    </header>
    <p class="quiet">What this page has sent, newest first. It is all that a frontend needs.</p>
    <ul>${requests.value.map((request) => html`<${Request} key=${request.id} request=${request} />`)}</ul>
  </aside>`;
}

function Request({ request: { kind, operation, document, variables, status, answer, answers, milliseconds } }) {
  return html`<li>
    <details>
      <summary>
        <span class="kind" data-kind=${kind}>${kind}</span> <strong>${operation}</strong>
        <span class="quiet">
          ${kind === 'subscription' ? `${answers} so far` : status}${milliseconds !== undefined && kind !== 'subscription' && ` · ${milliseconds} ms`}
        </span>
      </summary>
      ${graphiQl.value &&
      html`<p>
        <a href=${addressIn(graphiQl.value, document, variables)} target="_blank" rel="opener" onClick=${lend}>Open in GraphiQL</a>
      </p>`}
      <h3>Document</h3>
      <pre tabindex="0">${document}</pre>
      <h3>Variables</h3>
      <pre tabindex="0">${json(variables)}</pre>
      <h3>${answers > 1 ? 'Last answer' : 'Answer'}</h3>
      <pre tabindex="0">${answer ? json(answer) : 'None yet'}</pre>
    </details>
  </li>`;
}

/** It reads what to show from the part of the address that no server sees. */
function addressIn(page, query, variables) {
  return `${page}#${new URLSearchParams({ query, variables: json(variables) })}`;
}

const json = (value) => JSON.stringify(value, null, 2);
