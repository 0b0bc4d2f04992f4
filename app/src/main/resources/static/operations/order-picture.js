import { html } from '../common/html.js';
import { dayAndClock, duration } from './parts.js';

/** Room for three lines of text at each step; what is left is shared out by how long the waits were. */
const STEP = 76;
const SPARE_PER_WAIT = 56;
const TOP = 16;
const BOTTOM = 48;
const TIME_WIDTH = 104;
const AXIS = TIME_WIDTH + 16;
const TEXT = AXIS + 20;
const RADIUS = 7;
const LINE = 18;

const pen = document.createElement('canvas').getContext('2d');

/** An order in one of these waits for somebody, which the picture shows up to now. */
const UNDER_WAY = new Set(['PENDING', 'CONFIRMED', 'SHIPPED']);

/** Down the page rather than across: so the words have a line of their own on a phone too. */
export function Picture({ order: { number, status, steps }, width }) {
  const now = Date.now();
  const last = steps.at(-1);
  const isWaiting = UNDER_WAY.has(status);
  const points = place([...steps.map((step) => step.at), ...(isWaiting ? [Math.max(now, last.at)] : [])]);
  const height = points.at(-1) + BOTTOM;
  const end = points[steps.length - 1];
  const since = steps.findLast((step) => step.status === status) ?? last;
  const words = `Order ${number}: ${steps.length} steps within ${duration(last.at - steps[0].at)}. The list below says the same.`;
  return html`<svg role="img" width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-label=${words}>
    <line class="axis" x1=${AXIS} x2=${AXIS} y1=${points[0]} y2=${end} />
    ${isWaiting && html`<${Tail} from=${end} to=${points.at(-1)} words="${status} for ${duration(Math.max(0, now - since.at))}" />`}
    ${steps.slice(1).map((step, index) => html`<${Wait} milliseconds=${step.at - steps[index].at} from=${points[index]} to=${points[index + 1]} />`)}
    ${steps.map((step, index) => html`<${Step} key=${step.version} step=${step} y=${points[index]} room=${width - TEXT} />`)}
  </svg>`;
}

function Step({ step: { kind, label, detail, actor, occurredAt }, y, room }) {
  const [day, clock] = dayAndClock(occurredAt);
  return html`<g class="step" data-kind=${kind}>
    <title>${[label, detail, `by ${actor}`, occurredAt].filter(Boolean).join(', ')}</title>
    <circle cx=${AXIS} cy=${y} r=${RADIUS} />
    <${Line} x=${TIME_WIDTH} y=${y} kind="when">${day}<//>
    <${Line} x=${TIME_WIDTH} y=${y + LINE} kind="when">${clock}<//>
    <${Line} x=${TEXT} y=${y} kind="label">${label}<//>
    <${Line} x=${TEXT} y=${y + LINE} kind="detail">${fit(detail ?? `by ${actor}`, room)}<//>
    ${detail && html`<${Line} x=${TEXT} y=${y + 2 * LINE} kind="actor">${fit(`by ${actor}`, room)}<//>`}
  </g>`;
}

function Wait({ milliseconds, from, to }) {
  return html`<${Line} x=${TIME_WIDTH} y=${(from + LINE + to) / 2} kind="wait">
    ${milliseconds === 0 ? 'at once' : `+ ${duration(milliseconds)}`}
  <//>`;
}

function Tail({ from, to, words }) {
  return html`
    <line class="axis open" x1=${AXIS} x2=${AXIS} y1=${from} y2=${to} />
    <path class="axis open" d="M${AXIS - 5} ${to - 6} L${AXIS} ${to} L${AXIS + 5} ${to - 6}" />
    <${Line} x=${TIME_WIDTH} y=${to} kind="when">now<//>
    <${Line} x=${TEXT} y=${to} kind="detail">${words}<//>
  `;
}

function Line({ x, y, kind, children }) {
  return html`<text x=${x} y=${y + 5} class=${kind}>${children}</text>`;
}

function place(instants) {
  const whole = instants.at(-1) - instants[0];
  const spare = SPARE_PER_WAIT * (instants.length - 1);
  let y = TOP;
  return instants.map((instant, index) => {
    if (index > 0) {
      y += STEP + (whole > 0 ? (spare * (instant - instants[index - 1])) / whole : 0);
    }
    return Math.round(y);
  });
}

/** As much as the line has room for. The list below has all of it. */
function fit(content, room) {
  pen.font = getComputedStyle(document.body).font;
  let fitting = content;
  while (fitting && pen.measureText(fitting === content ? content : `${fitting}…`).width > room) {
    fitting = fitting.slice(0, -1);
  }
  return fitting === content ? content : `${fitting}…`;
}
