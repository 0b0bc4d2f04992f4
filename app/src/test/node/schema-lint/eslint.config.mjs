import graphql from '@graphql-eslint/eslint-plugin';

const schema = 'src/main/resources/graphql/*.graphqls';

export default [
  {
    files: [schema],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema } } },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // Lists that never get long have no pages: the lines of an order, the tags of a post, the errors of a payload.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      // A cache keeps what has an id by it. These are part of another object, or the answer to one question.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            suffixes: ['Connection', 'Edge', 'Error', 'Payload', 'Result'],
            types: [
              'Actor',
              'ApiInfo',
              'DatabaseHealth',
              'EventStoreHealth',
              'Money',
              'OperationLoad',
              'OrderLine',
              'OrderNoteEntry',
              'OrderPaymentEntry',
              'OrderPlacedEntry',
              'OrderRefundEntry',
              'OrderReturnEntry',
              'OrderStats',
              'OrderStatusCount',
              'OrderStatusEntry',
              'PageInfo',
              'Projection',
              'ProjectionMismatch',
              'ReturnedLine',
              'Session',
              'Subscriber',
              'SystemHealth',
              'TopSpender',
              'UserStats',
            ],
          },
        },
      ],
    },
  },
];
