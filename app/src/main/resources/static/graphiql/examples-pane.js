import { examples } from './examples.js';
import { authorization, send } from '../session/session.js';
import { shop } from '../session/shop.js';

const { StarIcon, useEditorContext, useExecutionContext, usePluginContext } = GraphiQL.React;
const element = React.createElement;

/** Too narrow for the pane and the editor side by side. */
export const isNarrow = () => matchMedia('(max-width: 700px)').matches;

export const examplesPane = { title: 'Examples', icon: StarIcon, content: Examples };

function Examples() {
  const { addTab, changeTab, tabs, queryEditor, variableEditor, responseEditor } = useEditorContext({ nonNull: true });
  const { stop } = useExecutionContext({ nonNull: true });
  const { setVisiblePlugin } = usePluginContext();

  /** In the tab that it had before, if that is still open; with the ids that the shop has now. */
  async function open(example) {
    const variables = await variablesOf(example);
    const tab = tabs.findIndex(({ title }) => title === nameOf(example));
    stop();
    ReactDOM.flushSync(() => (tab < 0 ? addTab() : changeTab(tab)));
    queryEditor.setValue(example.query);
    variableEditor.setValue(variables);
    responseEditor.setValue('');
    if (isNarrow()) {
      setVisiblePlugin(null);
    } else {
      queryEditor.focus();
    }
  }

  return element(
    'section',
    { className: 'examples', 'aria-label': 'Examples' },
    element('h2', {}, 'Examples'),
    ...examples.map(({ role, about, list }) =>
      element(
        'section',
        { key: role, 'aria-label': role },
        element('h3', {}, role),
        element('p', {}, about),
        element('ul', {}, list.map((example) => item(example, open))),
      ),
    ),
  );
}

function item(example, open) {
  return element(
    'li',
    { key: nameOf(example) },
    element(
      'button',
      { type: 'button', onClick: () => open(example) },
      element('strong', {}, nameOf(example)),
      element('span', {}, aboutOf(example)),
    ),
  );
}

/** With what the shop has for them, if it can be asked. */
async function variablesOf({ needs, variables }) {
  if (!variables) {
    return '';
  }
  const found = needs && (await send(needs, undefined, await authorization()).catch(() => undefined));
  const [demo] = (await shop).demoAccounts;
  return JSON.stringify(variables({ ...found, demo }), null, 2);
}

const nameOf = ({ query }) => /^(?:query|mutation|subscription) (\w+)/m.exec(query)[1];

/** The first sentence of the comment above it. */
const aboutOf = ({ query }) => /^# (.+?[.?])/.exec(query.replaceAll('\n# ', ' '))[1];
