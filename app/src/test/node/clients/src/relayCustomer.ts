import assert from 'node:assert/strict';
import {
  commitMutation,
  createOperationDescriptor,
  fetchQuery,
  getFragment,
  getRequest,
  getSingularSelector,
  graphql,
  requestSubscription,
  type GraphQLTaggedNode,
  type MutationParameters,
  type SingularReaderSelector,
} from 'relay-runtime';
import type { ProductList$data } from './__generated__/ProductList.graphql';
import type { ProductList_product$data } from './__generated__/ProductList_product.graphql';
import page, { type ProductListPageQuery } from './__generated__/ProductListPageQuery.graphql';
import type { ProductListQuery } from './__generated__/ProductListQuery.graphql';
import refetch, { type ProductListRefetchQuery } from './__generated__/ProductListRefetchQuery.graphql';
import type { relayCustomerLogOutMutation } from './__generated__/relayCustomerLogOutMutation.graphql';
import type { relayCustomerNameQuery } from './__generated__/relayCustomerNameQuery.graphql';
import type { relayCustomerOpenAccountMutation } from './__generated__/relayCustomerOpenAccountMutation.graphql';
import type { relayCustomerOrderMutation } from './__generated__/relayCustomerOrderMutation.graphql';
import type { relayCustomerPayMutation } from './__generated__/relayCustomerPayMutation.graphql';
import type { relayCustomerRegisterMutation } from './__generated__/relayCustomerRegisterMutation.graphql';
import type { relayCustomerWatchSubscription } from './__generated__/relayCustomerWatchSubscription.graphql';
import { list, product, query } from './ProductList';
import { environment } from './relay';
import { signIn } from './session';
import { buy } from './shopping';

// What the hooks of React do in a component.
const read = <D>(fragment: GraphQLTaggedNode, reference: unknown) =>
  environment.lookup(getSingularSelector(getFragment(fragment), reference) as SingularReaderSelector).data as D;

const mutate = <M extends MutationParameters>(mutation: GraphQLTaggedNode, variables: M['variables']) =>
  new Promise<M['response']>((resolve, reject) => {
    commitMutation<M>(environment, { mutation, variables, onCompleted: resolve, onError: reject });
  });

const operation = createOperationDescriptor(getRequest(query), {});
environment.retain(operation);

interface Shown extends ProductList$data {
  readonly products: ProductList$data['products'] & { pageInfo: { startCursor: string; endCursor: string } };
}
const shown = () => read<Shown>(list, environment.lookup(operation.fragment).data).products;
const ids = () => shown().edges.map(({ node }) => node.id);

const begin = async (variables: ProductListQuery['variables']) => {
  await fetchQuery<ProductListQuery>(environment, query, variables).toPromise();
  return ids();
};
const goOn = async (variables: ProductListPageQuery['variables']) => {
  await fetchQuery<ProductListPageQuery>(environment, page, variables).toPromise();
  return ids();
};

await begin({ last: 2 });
const last = await goOn({ last: 2, before: shown().pageInfo.startCursor });
assert.equal(last.length, 4);
assert.deepEqual(await begin({ last: 4 }), last);
await begin({ first: 2 });
const first = await goOn({ first: 2, after: shown().pageInfo.endCursor });
assert.equal(first.length, 4);
assert.deepEqual(await begin({ first: 4 }), first);

const { node } = shown().edges[3];
const available = () => read<ProductList_product$data>(product, node).stock.available;
const before = available();

await buy(
  {
    async register(input) {
      const { registerUser } = await mutate<relayCustomerRegisterMutation>(
        graphql`
          mutation relayCustomerRegisterMutation($input: RegisterUserInput!) {
            registerUser(input: $input) {
              user { username }
              session { accessToken accessTokenExpiresAt refreshToken }
            }
          }
        `,
        { input },
      );
      signIn(registerUser.session);
      return registerUser.user?.username;
    },
    async openAccount({ name, currencyCode }) {
      const { openAccount } = await mutate<relayCustomerOpenAccountMutation>(
        graphql`
          mutation relayCustomerOpenAccountMutation($input: OpenAccountInput!) {
            openAccount(input: $input) { account { id } }
          }
        `,
        { input: { name, currencyCode } },
      );
      return openAccount.account!.id;
    },
    async order(input) {
      const { placeOrder } = await mutate<relayCustomerOrderMutation>(
        graphql`
          mutation relayCustomerOrderMutation($input: PlaceOrderInput!) {
            placeOrder(input: $input) { order { id total { amount } } idempotentReplay }
          }
        `,
        { input: input as relayCustomerOrderMutation['variables']['input'] },
      );
      const { order, idempotentReplay } = placeOrder;
      return { id: order!.id, amount: order!.total.amount, isReplay: idempotentReplay };
    },
    async pay(input) {
      const { payOrder } = await mutate<relayCustomerPayMutation>(
        graphql`
          mutation relayCustomerPayMutation($input: PayOrderInput!) {
            payOrder(input: $input) { order { paymentStatus } }
          }
        `,
        { input: input as relayCustomerPayMutation['variables']['input'] },
      );
      return payOrder.order!.paymentStatus;
    },
    watch(id, onStatus, onError) {
      return requestSubscription<relayCustomerWatchSubscription>(environment, {
        subscription: graphql`
          subscription relayCustomerWatchSubscription($id: ID!) {
            orderUpdated(orderId: $id) { status }
          }
        `,
        variables: { id },
        onNext: (data) => onStatus(data!.orderUpdated.status),
        onError,
      }).dispose;
    },
    async logOut() {
      const { logOut } = await mutate<relayCustomerLogOutMutation>(
        graphql`
          mutation relayCustomerLogOutMutation {
            logOut(input: {}) { endedSessions }
          }
        `,
        {},
      );
      signIn(null);
      return logOut.endedSessions;
    },
    async name() {
      const name = graphql`
        query relayCustomerNameQuery {
          me { username }
        }
      `;
      const data = await fetchQuery<relayCustomerNameQuery>(environment, name, {}).toPromise();
      return data?.me?.username;
    },
  },
  node.id,
);
// A refetch asks `node`, and whoever shows the product shows it as it is now.
await fetchQuery<ProductListRefetchQuery>(environment, refetch, { id: node.id }).toPromise();
assert.equal(available(), before - 1);
