const parameters = new URLSearchParams(location.search);

/** The server redirects to this page with the paths it was configured with. */
export const graphQlUrl = parameters.get('path') ?? '/graphql';

/** Undefined where the server offers no WebSocket. */
export const webSocketUrl = parameters.has('wsPath')
  ? new URL(parameters.get('wsPath'), location.origin.replace(/^http/, 'ws')).href
  : undefined;
