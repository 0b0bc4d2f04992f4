import { useEffect, useRef, useState } from 'preact/hooks';
import { signal } from '@preact/signals';
import { html } from '../common/html.js';
import { Badge, count, duration, number, Time } from './parts.js';
import { live } from './requests.js';

/** What the page shows of a run. */
export const RUN = `fragment Run on ProjectionRun {
  id projection kind state eventsProcessed eventsTotal eventsPerSecond progress
  mismatchCount mismatches { table key column live replayed }
  error startedAt finishedAt
}`;
const PROGRESS = `subscription Progress($runId: ID!) {
  projectionRunProgress(runId: $runId) { ...Run }
}
${RUN}`;

/** What a screen reader says of runs: each quarter and the result, for every per cent would talk without an end. */
export const told = signal('');

/** The last run of each kind of each projection, by both. */
export const runs = signal({});

/** The last run of a kind: what was polled or shown, and while it runs how far it is. Calls back when it has ended. */
export function useRun(polled, onFinished) {
  const [run, setRun] = useState(polled);
  const [problem, setProblem] = useState('');
  const show = (next) => setRun((known) => (isNews(next, known) ? next : known));
  const isRunning = run?.state === 'RUNNING';
  useEffect(() => show(polled), [polled]);
  useEffect(() => {
    if (!isRunning) {
      return undefined;
    }
    setProblem('');
    const { id: runId } = run;
    return live.follow(PROGRESS, { runId }, {
      onAnswer: ({ data }) => {
        if (data) {
          setRun(data.projectionRunProgress);
          if (data.projectionRunProgress.state !== 'RUNNING') {
            onFinished();
          }
        }
      },
      onEnd: ([{ message }]) => setProblem(message),
    });
  }, [run?.id, isRunning]);
  useEffect(() => {
    if (run) {
      runs.value = { ...runs.value, [`${run.projection} ${run.kind}`]: run };
    }
  }, [run]);
  useTold(run, isRunning);
  return { run, isRunning, problem, show };
}

/** What was asked for before the last news of a run may arrive after them. */
function isNews(next, known) {
  if (!known || next?.id === known.id) {
    return !known || (known.state === 'RUNNING' && next.state !== 'RUNNING');
  }
  return next !== null && next.startedAt >= known.startedAt;
}

function useTold(run, isRunning) {
  const wasRunning = useRef(false);
  const words = isRunning ? `${Math.floor(run.progress * 4) * 25} %` : run && resultOf(run);
  useEffect(() => {
    if (isRunning || wasRunning.current) {
      told.value = `${run.projection}: ${words}`;
    }
    wasRunning.current = isRunning;
  }, [words, isRunning]);
}

/** What came of the last run or, while it runs, how far it is. Two lines high either way. */
export function RunCell({ label, run: { run, isRunning, problem } }) {
  return html`<td role="cell" data-label=${label}>
    <div class="run">
      ${isRunning ? html`<${Progress} label=${label} run=${run} problem=${problem} />` : html`<${Result} run=${run} />`}
    </div>
  </td>`;
}

export function Progress({ label, run, problem }) {
  return html`
    <progress max="1" value=${run.progress} aria-label="${label}: ${run.projection} is running" />
    <small>${problem || progressOf(run)}</small>
  `;
}

function Result({ run }) {
  if (!run) {
    return html`<span class="never">Never</span>`;
  }
  const took = run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.startedAt) : 0;
  return html`
    <${Badge} state=${isGood(run) ? 'GOOD' : 'BAD'}>${resultOf(run)}<//>
    <small><${Time} at=${run.finishedAt ?? run.startedAt} />, took ${duration(took)}</small>
    ${run.error && html`<small class="problem">${run.error}</small>`}
  `;
}

/** How far it is, how fast, and when it will be there. */
function progressOf({ progress, eventsProcessed, eventsTotal, eventsPerSecond }) {
  const percent = `${Math.floor(progress * 100)} %`;
  if (eventsPerSecond <= 0) {
    return percent;
  }
  const left = Math.max(0, eventsTotal - eventsProcessed) / eventsPerSecond;
  const soon = left < 1 ? 'almost there' : `${duration(Math.ceil(left) * 1_000)} left`;
  return `${percent} · ${number(Math.round(eventsPerSecond))} events/s · ${soon}`;
}

/** What came of it, in a few words. */
export function resultOf({ kind, state, mismatchCount }) {
  if (state === 'FAILED') {
    return 'Failed';
  }
  if (kind === 'REBUILD') {
    return 'Rebuilt';
  }
  return mismatchCount === 0
    ? 'Equals its events'
    : `${count(mismatchCount, 'row')} ${mismatchCount === 1 ? 'differs' : 'differ'}`;
}

export function isGood({ state, mismatchCount }) {
  return state === 'SUCCEEDED' && mismatchCount === 0;
}
