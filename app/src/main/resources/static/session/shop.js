/** Which pages there are, where one signs in, and as whom in a demo: nobody, if the server does not say so. */
export const shop = fetch(new URL('shop.json', import.meta.url))
  .then((response) => response.json())
  .catch(() => ({ storefront: false, graphiQl: false, demoAccounts: [] }));
