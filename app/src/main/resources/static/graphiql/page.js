import { showBar } from '../session/bar.js';
import { examples } from './examples.js';
import { examplesPane, isNarrow } from './examples-pane.js';
import { renewing } from './renewing.js';
import { authorization, endIfUsedIn } from '../session/session.js';
import { graphQlUrl, webSocketUrl } from '../session/urls.js';

const fetcher = GraphiQL.createFetcher({ url: graphQlUrl, subscriptionUrl: webSocketUrl, fetch: send });

/** What somebody writes into the headers tab wins over the bar; a subscription sends both as connection parameters. */
async function authorizedFetcher(request, options) {
  let headers = { ...(await authorization()), ...options?.headers };
  const results = await fetcher(request, { ...options, headers });
  if (!results?.[Symbol.asyncIterator]) {
    return results;
  }
  return renewing(results, async (last) => {
    const fresh = { ...(await authorization(headers)), ...options?.headers };
    if (!fresh.Authorization || fresh.Authorization === headers.Authorization) {
      return undefined;
    }
    headers = fresh;
    return fetcher(goingOn(request, last), { ...options, headers });
  });
}

/** The log is followed from where it was left, if the document has a variable for that. */
function goingOn(request, last) {
  const position = last?.data?.domainEvents?.position;
  return position !== undefined && request.query.includes('$afterPosition')
    ? { ...request, variables: { ...request.variables, afterPosition: position } }
    : request;
}

/** A session that the server has forgotten ends here, or not even the schema could be read until somebody logs out. */
async function send(url, request) {
  const response = await fetch(url, request);
  if (response.status !== 401 || !endIfUsedIn(request.headers)) {
    return response;
  }
  const { Authorization: refused, ...headers } = request.headers;
  return fetch(url, { ...request, headers });
}

/** What another page wants to be seen here, in the part of the address that no server sees; it is read once. */
function takeFromAddress() {
  const { query, variables } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  if (!query) {
    return undefined;
  }
  history.replaceState(null, '', location.pathname + location.search);
  return { query, variables };
}

const given = takeFromAddress();
const [browse] = examples[0].list;
const settings = {
  defaultTabs: given ? [given, browse] : [browse],
  ...given,
  plugins: [examplesPane],
  visiblePlugin: given || isNarrow() ? undefined : examplesPane.title,
  defaultEditorToolsVisibility: !isNarrow(),
  inputValueDeprecation: true,
  schemaDescription: true,
  onSchemaChange: () => (schemaIsKnown = true),
};
const root = ReactDOM.createRoot(document.getElementById('graphiql'));
let schemaIsKnown = false;

// Another fetcher makes GraphiQL ask for the schema again, which not everybody may see.
showBar(() => {
  if (!schemaIsKnown) {
    root.render(React.createElement(GraphiQL, { ...settings, fetcher: (...request) => authorizedFetcher(...request) }));
  }
});
