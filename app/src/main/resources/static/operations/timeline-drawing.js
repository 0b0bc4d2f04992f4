import { svgElement } from './dom.js';
import { dayAndClock, duration } from './wording.js';

/** Room for three lines of text at each step; what is left is shared out by how long the waits were. */
const STEP = 76;
const SPARE_PER_WAIT = 56;
const TOP = 16;
const BOTTOM = 48;
const TIME_WIDTH = 104;
const RADIUS = 7;
const LINE = 18;

const pen = document.createElement('canvas').getContext('2d');

/** An order in one of these waits for somebody, which the picture shows up to now. */
const UNDER_WAY = new Set(['PENDING', 'CONFIRMED', 'SHIPPED']);

/** Down the page rather than across: so the words have a line of their own on a phone too. */
export function drawTimeline({ number, status, steps }, { width, now }) {
  const axis = TIME_WIDTH + 16;
  const text = axis + 20;
  const last = steps.at(-1);
  const waiting = UNDER_WAY.has(status);
  const points = place([...steps.map((step) => step.at), ...(waiting ? [Math.max(now, last.at)] : [])]);
  const height = points.at(-1) + BOTTOM;
  const ends = points[steps.length - 1];
  const span = duration(last.at - steps[0].at);

  return svgElement(
    'svg',
    {
      role: 'img',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'aria-label': `Order ${number}: ${steps.length} steps within ${span}. The list below says the same.`,
    },
    svgElement('line', { class: 'axis', x1: axis, x2: axis, y1: points[0], y2: ends }),
    ...(waiting ? tail() : []),
    ...steps.slice(1).map((step, index) => wait(step.at - steps[index].at, points[index], points[index + 1])),
    ...steps.map((step, index) => drawStep(step, points[index])),
  );

  function drawStep(step, y) {
    const [day, clock] = dayAndClock(step.occurredAt);
    return svgElement(
      'g',
      { class: 'step', 'data-kind': step.kind },
      svgElement(
        'title',
        {},
        [step.label, step.detail, `by ${step.actor}`, step.occurredAt].filter(Boolean).join(', '),
      ),
      svgElement('circle', { cx: axis, cy: y, r: RADIUS }),
      line(TIME_WIDTH, y, 'when', day),
      line(TIME_WIDTH, y + LINE, 'when', clock),
      line(text, y, 'label', step.label),
      line(text, y + LINE, 'detail', fit(step.detail ?? `by ${step.actor}`, width - text)),
      step.detail ? line(text, y + 2 * LINE, 'actor', fit(`by ${step.actor}`, width - text)) : null,
    );
  }

  function wait(milliseconds, from, to) {
    return line(
      TIME_WIDTH,
      (from + LINE + to) / 2,
      'wait',
      milliseconds === 0 ? 'at once' : `+ ${duration(milliseconds)}`,
    );
  }

  function tail() {
    const y = points.at(-1);
    const since = steps.findLast((step) => step.status === status) ?? last;
    return [
      svgElement('line', { class: 'axis open', x1: axis, x2: axis, y1: ends, y2: y }),
      svgElement('path', { class: 'axis open', d: `M${axis - 5} ${y - 6} L${axis} ${y} L${axis + 5} ${y - 6}` }),
      line(TIME_WIDTH, y, 'when', 'now'),
      line(text, y, 'detail', `${status} for ${duration(Math.max(0, now - since.at))}`),
    ];
  }
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

function line(x, y, kind, content) {
  return svgElement('text', { x, y: y + 5, class: kind }, content);
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
