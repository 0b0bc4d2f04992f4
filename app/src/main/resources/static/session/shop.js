/** Which pages there are, and as whom one can sign in to a demo: nobody, if the server does not say so. */
export const shop = fetch(new URL('shop.json', import.meta.url))
  .then((response) => response.json())
  .catch(() => ({ storefront: false, graphiQl: false, demoAccounts: [] }));
