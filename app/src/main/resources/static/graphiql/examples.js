/** The cheapest product that can be ordered. */
const OFFERED = `query Offered {
  products(first: 1, filter: {availability: [IN_STOCK]}, orderBy: {field: PRICE}) { nodes { id } }
}`;

/** The last order of the caller that nobody has paid, and what there is to pay it with. */
const UNPAID = `query Unpaid {
  me {
    orders(first: 1, filter: {status: [PENDING], paymentStatus: [UNPAID]}) {
      nodes { id total { amount currencyCode } }
    }
    accounts { id balance { currencyCode } }
  }
}`;

/** The last order that can be sent. */
const TO_SHIP = `query ToShip {
  orders(first: 1, filter: {status: [CONFIRMED]}) { nodes { id } }
}`;

/**
 * The examples by the role that they need. `variables` is given the data of `needs`, as the caller sees them, and an
 * account of the demo; it says in words what is not there.
 */
export const examples = [
  {
    role: 'Anybody',
    about: 'Without signing in.',
    list: [
      {
        query: `# What is in the shop?
# Press the play button, or
# Ctrl-Enter.
query Browse {
  products(first: 3) {
    nodes {
      id
      name
      price { amount currencyCode }
      category { name }
      availability
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
      },
      {
        query: `# One product, its price and stock.
query OneProduct($id: ID!) {
  product(by: {id: $id}) {
    name
    description
    price { amount currencyCode }
    lowestPriorPrice { amount }
    stock { available }
  }
}
`,
        needs: OFFERED,
        variables: ({ products }) => ({ id: offeredIn(products) }),
      },
      {
        query: `# The categories and what is in them.
query Tree {
  categories {
    name
    stats { productCount averagePrice { amount } }
    children { name stats { productCount } }
    products(first: 2, orderBy: {field: PRICE}) {
      totalCount
      nodes {
        name
        price { amount }
        lowestPriorPrice { amount }
      }
    }
  }
}
`,
      },
      {
        query: `# What people write.
# Drafts are there for their author
# and for staff only.
query Posts {
  tags { name postCount }
  posts(first: 5) {
    nodes {
      id
      title
      status
      publishedAt
      viewCount
      author { username }
      tags { name }
    }
    totalCount
  }
}
`,
      },
      {
        query: `# Each change of a product's stock.
# Goes on until you press the button
# again. Place an order in a second
# window, and look here.
subscription StockAsItChanges {
  stockChanged {
    name
    availability
    stock { available }
  }
}
`,
      },
      {
        query: `# A session for a client of its own.
# It sends the token along as
# {"Authorization": "Bearer <token>"}.
# In here the bar above does that.
mutation LogIn($input: LogInInput!) {
  logIn(input: $input) {
    user { username role }
    session { accessToken accessTokenExpiresAt }
    userErrors { code message field }
  }
}
`,
        variables: ({ demo }) => ({
          input: {
            login: demo?.username ?? 'your username or email',
            password: demo?.password ?? 'your password',
          },
        }),
      },
    ],
  },
  {
    role: 'CUSTOMER',
    about: 'For all who are signed in.',
    list: [
      {
        query: `# You, and your orders.
# Null without signing in.
query WhoAmI {
  me {
    username
    fullName
    role
    orders(first: 5) {
      nodes {
        number
        status
        placedAt
        total { amount currencyCode }
        lines { productName quantity lineTotal { amount } }
      }
      totalCount
    }
  }
}
`,
      },
      {
        query: `# An order for the cheapest product.
# The same key twice places one order;
# the example has another each time.
mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    order {
      id
      number
      status
      reservedUntil
      total { amount currencyCode }
    }
    userErrors {
      code
      message
      field
      ... on InsufficientStockError { requested available }
    }
    idempotentReplay
  }
}
`,
        needs: OFFERED,
        variables: ({ products }) => ({
          input: {
            lines: [{ productId: offeredIn(products), quantity: 1 }],
            shippingAddress: '12 St James Square, London',
            idempotencyKey: newKey(),
          },
        }),
      },
      {
        query: `# Your last unpaid order, paid.
# The whole total, from your account.
mutation PayOrder($input: PayOrderInput!) {
  payOrder(input: $input) {
    order {
      number
      status
      paymentStatus
      payments { method amount { amount } }
    }
    userErrors {
      code
      message
      field
      ... on InsufficientFundsError { requested { amount } available { amount } }
    }
  }
}
`,
        needs: UNPAID,
        variables: ({ me }) => {
          const order = me?.orders.nodes[0];
          const account = me?.accounts.find(({ balance }) => balance.currencyCode === order?.total.currencyCode);
          return {
            input: {
              orderId: order?.id ?? 'No unpaid order: sign in, run PlaceOrder, and open this example again.',
              source: { accountId: account?.id ?? 'No account: sign in, and open one with openAccount.' },
              amount: order?.total ?? { amount: '0.00', currencyCode: 'EUR' },
              idempotencyKey: newKey(),
            },
          };
        },
      },
      {
        query: `# Your accounts and your orders.
query MyMoney {
  me {
    accounts {
      id
      name
      balance { amount currencyCode }
      entries(first: 5) {
        nodes { kind amount { amount } balanceAfter { amount } reference }
      }
    }
    orders(first: 3) {
      nodes {
        id
        number
        paymentStatus
        total { amount currencyCode }
        reservedUntil
        timeline {
          nodes {
            __typename
            occurredAt
            actor { label }
            ... on OrderStatusEntry { from to reason }
            ... on OrderRefundEntry { amount { amount } reason }
            ... on OrderReturnEntry { reason }
          }
        }
      }
    }
    unreadNotificationCount
    notifications(first: 5) { nodes { message readAt } }
  }
}
`,
      },
      {
        query: `# What the shop tells you.
# Goes on until you press the button
# again. Pay an order in a second
# window, and look here.
subscription MyNotifications {
  notificationReceived {
    kind
    message
    createdAt
    order { number status }
  }
}
`,
      },
      {
        query: `# Something that you write yourself.
mutation WritePost($input: CreatePostInput!) {
  createPost(input: $input) {
    post {
      id
      slug
      status
      tags { name slug }
    }
    userErrors { code message field }
  }
}
`,
        variables: () => ({
          input: {
            title: 'A pen for left hands',
            content: 'It dries before the hand comes by.',
            tags: ['stationery', 'how-to'],
            publish: true,
          },
        }),
      },
    ],
  },
  {
    role: 'STAFF',
    about: 'For staff and administrators.',
    list: [
      {
        query: `# All orders, the latest first.
query AllOrders($first: Int = 20) {
  orders(first: $first) {
    nodes {
      number
      status
      placedAt
      total { amount currencyCode }
      user { username }
      lines {
        quantity
        unitPrice { amount }
        product {
          name
          category { name }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}
`,
        variables: () => ({ first: 20 }),
      },
      {
        query: `# The last confirmed order, on its way.
# The key makes it safe to ask again
# when no answer came.
mutation ShipOrder($input: ShipOrderInput!) {
  shipOrder(input: $input) {
    order {
      number
      status
      nextStatuses
      trackingNumber
      user { username }
    }
    userErrors { code message field }
  }
}
`,
        needs: TO_SHIP,
        variables: ({ orders }) => ({
          input: {
            orderId:
              orders?.nodes[0]?.id ??
              'No confirmed order: sign in as staff, have one placed and paid, and open this example again.',
            trackingNumber: 'TRACK-1',
            idempotencyKey: newKey(),
          },
        }),
      },
      {
        query: `# Five more of the cheapest product.
mutation ReceiveStock($input: AdjustStockInput!) {
  adjustStock(input: $input) {
    product { name stock { onHand reserved available } }
    userErrors { code message field }
  }
}
`,
        needs: OFFERED,
        variables: ({ products }) => ({
          input: { productId: offeredIn(products), delta: 5, reason: 'Delivery', idempotencyKey: newKey() },
        }),
      },
      {
        query: `# The shop in numbers.
query Numbers {
  orderStats {
    totalOrders
    totalRevenue { amount currencyCode }
    byStatus { status count }
  }
  topSpenders(first: 3) { user { username } totalSpent { amount } }
  lowStockProducts(first: 5) { totalCount nodes { name stock { available } } }
  userStats { total active }
}
`,
      },
      {
        query: `# The event log as it grows.
# Goes on until you press the button
# again. Change something in a
# second window, and look here.
subscription Log($afterPosition: Long) {
  domainEvents(afterPosition: $afterPosition) {
    position
    type
    occurredAt
    actor { label }
    payload
  }
}
`,
      },
    ],
  },
  {
    role: 'ADMIN',
    about: 'For administrators.',
    list: [
      {
        query: `# A read model, compared with the log.
# The page Operations shows how far.
mutation Verify($input: ProjectionInput!) {
  verifyProjection(input: $input) {
    run { id state progress }
    userErrors { code message field }
  }
}
`,
        variables: () => ({ input: { name: 'orders' } }),
      },
      {
        query: `# Who has not come for a year.
# Without dryRun they are deactivated.
mutation InactiveUsers($input: DeactivateInactiveUsersInput!) {
  deactivateInactiveUsers(input: $input) {
    affectedCount
    dryRun
    userIds
    userErrors { code message field }
  }
}
`,
        variables: () => ({ input: { inactiveForDays: 365, dryRun: true, idempotencyKey: newKey() } }),
      },
      {
        query: `# Registers several people at once.
# None of them, if one cannot be.
mutation RegisterMany($input: CreateUsersInput!) {
  createUsers(input: $input) {
    createdCount
    results { user { id username } }
    userErrors { code message field }
  }
}
`,
        variables: () => {
          const people = ['edsger', 'barbara'].map((name) => `${name}_${Date.now()}`);
          return {
            input: {
              users: people.map((username) => ({
                username,
                email: `${username}@example.com`,
                password: 'A-first-password-1',
              })),
              idempotencyKey: newKey(),
            },
          };
        },
      },
    ],
  },
];

function offeredIn(products) {
  return products?.nodes[0]?.id ?? 'No product is in stock: create one as staff, and open this example again.';
}

function newKey() {
  return `graphiql-${Date.now()}`;
}
