import { html } from '../common/html.js';
import { Badge, count, number } from './parts.js';
import { isGood, Progress, resultOf, runs } from './runs.js';

/** What goes on and what is wrong: on a narrow screen it comes first, and leads to where it is shown. */
export function Now({ subscribers = [] }) {
  const last = Object.values(runs.value);
  const running = last.filter(({ state }) => state === 'RUNNING');
  const bad = last.filter((run) => run.state !== 'RUNNING' && !isGood(run));
  const stuck = subscribers.filter(({ error, deadLetterCount }) => error || deadLetterCount > 0);
  return (
    running.length + bad.length + stuck.length > 0 &&
    html`<section id="now" aria-label="Now">
      <ul class="plain">
        ${running.map((run) => html`<li><a href="#projections">${run.projection}</a> ${run.kind.toLowerCase()} <${Progress} label=${run.kind} run=${run} /></li>`)}
        ${bad.map((run) => html`<li><a href="#projections">${run.projection}</a> <${Badge} state="BAD">${resultOf(run)}<//></li>`)}
        ${stuck.map(
          ({ name, error, lag, deadLetterCount }) => html`<li>
            <a href="#subscribers">${name}</a>${' '}
            <${Badge} state="BAD">${error ? `Failing, ${number(lag)} behind` : count(deadLetterCount, 'dead letter')}<//>
          </li>`,
        )}
      </ul>
    </section>`
  );
}
