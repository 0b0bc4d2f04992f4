import { signedIn } from './issuer.js';

/** Where the pages look for their session when they are opened: the storefront for all tabs, the bar for this one. */
const KEEP = {
  storefront: (session) => localStorage.setItem('daybook.storefront.session', JSON.stringify(session)),
  bar: ({ user, ...token }) => sessionStorage.setItem('daybook.session', JSON.stringify({ ...user, ...token })),
};

signedIn(new URLSearchParams(location.search)).then(
  ({ attempt, session }) => {
    KEEP[attempt.store](session);
    location.replace(attempt.then);
  },
  (error) => (document.getElementById('problem').textContent = `You are not signed in. ${error.message}`),
);
