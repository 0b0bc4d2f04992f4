/** The server ends what was begun with a token when that expires. */
const hasExpired = (error) =>
  Array.isArray(error) && error.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');

/**
 * The results of a subscription that is begun anew when its token has expired, until nobody wants them any more. `begin`
 * is given the last result and answers with further results, or with nothing when it would be in vain.
 */
export function renewing(results, begin) {
  let current = results[Symbol.asyncIterator]();
  let last;
  let unwanted = false;

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (;;) {
        try {
          const step = await current.next();
          last = step.value ?? last;
          return step;
        } catch (error) {
          const further = !unwanted && hasExpired(error) ? await begin(last) : undefined;
          if (!further) {
            throw error;
          }
          current = further[Symbol.asyncIterator]();
          if (unwanted) {
            return current.return();
          }
        }
      }
    },
    return() {
      unwanted = true;
      return current.return();
    },
  };
}
