import { follow } from './follow.js';
import { count, duration, number } from './wording.js';

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

/** Tells of a run until it has ended. Answers how to stop it. */
export function followRun(runId, onProgress, onRefused) {
  const stop = follow({
    query: PROGRESS,
    variables: () => ({ runId }),
    onNext: ({ projectionRunProgress: run }) => {
      if (run.state !== 'RUNNING') {
        stop();
      }
      onProgress(run);
    },
    onRefused,
  });
  return stop;
}

/** How far it is, how fast, and when it will be there. */
export function progressOf({ progress, eventsProcessed, eventsTotal, eventsPerSecond }) {
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
