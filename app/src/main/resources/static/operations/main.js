import { render } from 'preact';
import { signal } from '@preact/signals';
import { html } from '../common/html.js';
import { showBar } from '../session/bar.js';
import { Events } from './events.js';
import { Health, useHealth } from './health.js';
import { Load } from './load.js';
import { Now } from './now.js';
import { OrderOverTime } from './order.js';
import { Projections } from './projections.js';
import { live } from './requests.js';
import { Subscribers } from './subscribers.js';

const user = signal(null);

const keyOf = (person) => person && `${person.username} ${person.role}`;

function Page() {
  const isStaff = user.value !== null && user.value.role !== 'CUSTOMER';
  return html`
    <p id="welcome" class="welcome" role="status" hidden=${isStaff}>${isStaff ? '' : greeting(user.value)}</p>
    ${isStaff && html`<${Sections} key=${keyOf(user.value)} isAdmin=${user.value.role === 'ADMIN'} />`}
  `;
}

/** A fresh token is no reason to begin anew; another user, or another role, is. */
function Sections({ isAdmin }) {
  const health = useHealth();
  return html`<div id="sections" class="sections">
    ${!isAdmin && html`<p id="admin-only" class="hint">Verify, Rebuild and Retry are for an ADMIN. You are STAFF and can look on.</p>`}
    <${Now} subscribers=${health.data?.subscribers} />
    <${Health} health=${health} />
    <${Load} />
    <${Projections} isAdmin=${isAdmin} />
    <${Events} />
    <${OrderOverTime} />
    <${Subscribers} subscribers=${health.data?.subscribers} isAdmin=${isAdmin} />
  </div>`;
}

function greeting(person) {
  return person
    ? `This page is for staff only. ${person.username} is a CUSTOMER.`
    : 'How the shop is doing, for staff only: please log in.';
}

showBar((now) => {
  if (keyOf(now) !== keyOf(user.value)) {
    live.restart();
  }
  user.value = now;
});
render(html`<${Page} />`, document.getElementById('operations'));
