import { html } from '../common/html.js';
import { Clock, number, Section } from './parts.js';
import { usePolled } from './requests.js';

const LOAD = `query Load {
  operationLoad { since operations refused failed medianMillis p99Millis }
}`;
const EVERY = 15_000;

/** Seconds of a period. */
const PERIOD = 15;
const KEPT = 60;

const WIDTH = 300;
const HEIGHT = 64;

const decimals = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const perSecond = (value) => `${decimals.format(value)}/s`;
const milliseconds = (value) => `${decimals.format(value)} ms`;

/** What the node has answered in the last 15 minutes: how much, how fast, and how much of it not at all. */
export function Load() {
  const { data, problem } = usePolled(LOAD, EVERY);
  const periods = data?.operationLoad ?? [];
  const values = (name) => periods.map((period) => period[name]);
  const rates = values('operations').map((operations) => operations / PERIOD);
  const failed = sum(values('failed'));
  return html`<${Section} id="load" title="The last 15 minutes" problem=${problem} isStale=${problem}>
    ${data && periods.length === 0 && html`<p class="empty">The shop has just started: there are figures after ${PERIOD} seconds.</p>`}
    <div class="charts">
      <${Chart} title="Operations" lines=${[{ kind: 'all', values: rates }]} unit=${perSecond} now=${rates.length > 0 && perSecond(rates.at(-1))} />
      <${Chart}
        title="Time of an operation"
        lines=${[
          { kind: 'slow', name: '99 of 100', values: values('p99Millis') },
          { kind: 'all', name: 'half', values: values('medianMillis') },
        ]}
        unit=${milliseconds}
        now=${lastOf(values('medianMillis'), (value) => `half within ${milliseconds(value)}`)}
      />
      <${Chart}
        title="Failed and refused"
        lines=${[
          { kind: 'refused', name: 'refused', values: values('refused') },
          { kind: 'failed', name: 'failed', values: values('failed') },
        ]}
        unit=${number}
        now=${periods.length > 0 && `${number(failed)} failed, ${number(sum(values('refused')))} refused`}
        isBad=${failed > 0}
      />
    </div>
    <details>
      <summary>The same as a table</summary>
      <${Figures} periods=${periods} />
    </details>
  <//>`;
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

function lastOf(values, words) {
  const last = values.findLast((value) => value !== null);
  return last !== undefined && words(last);
}

/** Each line from the left, where the oldest is, up to the highest value of all. */
function Chart({ title, lines, unit, now, isBad }) {
  const most = Math.max(...lines.flatMap(({ values }) => values));
  const top = most > 0 ? most : 1;
  const names = lines.filter(({ name }) => name);
  return html`<figure>
    <figcaption><span>${title}</span> <strong class=${isBad ? 'problem' : ''}>${now || '–'}</strong></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${lines.map(({ kind, values }) => html`<path class="line" data-kind=${kind} d=${path(values, top)} />`)}
    </svg>
    <p class="scale">
      <span>0 to ${most > 0 ? unit(most) : '–'}</span>
      ${names.map(({ kind, name }) => html`<span class="key" data-kind=${kind}>${name}</span>`)}
    </p>
  </figure>`;
}

/** Without a value there is no line. */
function path(values, top) {
  const offset = KEPT - values.length;
  return values
    .map((value, index) => {
      if (value === null) {
        return '';
      }
      const isFirst = index === 0 || values[index - 1] === null;
      const x = (((offset + index) * WIDTH) / (KEPT - 1)).toFixed(1);
      const y = (HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1);
      return isFirst ? `M${x} ${y}h0` : `L${x} ${y}`;
    })
    .join('');
}

function Figures({ periods }) {
  const time = (value) => (value === null ? '–' : milliseconds(value));
  return html`<div class="figures" tabindex="0" role="region" aria-label="Figures of the last 15 minutes">
    <table>
      <thead>
        <tr>
          <th scope="col">Since</th>
          <th scope="col">Operations</th>
          <th scope="col">Refused</th>
          <th scope="col">Failed</th>
          <th scope="col">Half within</th>
          <th scope="col">99 of 100 within</th>
        </tr>
      </thead>
      <tbody>
        ${periods.toReversed().map(
          ({ since, operations, refused, failed, medianMillis, p99Millis }) => html`<tr key=${since}>
            <th scope="row"><${Clock} at=${since} /></th>
            <td>${number(operations)}</td>
            <td>${number(refused)}</td>
            <td>${number(failed)}</td>
            <td>${time(medianMillis)}</td>
            <td>${time(p99Millis)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
