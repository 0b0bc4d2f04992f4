package dev.daybook.graphql.limits;

import static graphql.execution.instrumentation.SimpleInstrumentationContext.noOp;
import static graphql.execution.instrumentation.SimpleInstrumentationContext.whenCompleted;
import static graphql.schema.idl.RuntimeWiring.newRuntimeWiring;

import dev.daybook.graphql.quota.CostRate;
import dev.daybook.graphql.quota.RateSettings;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.validation.ValidationError;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A shop behind the limits that is always out of stock: every answer is null, for only the question matters here. */
final class LimitedSchema {

    private static final String SDL = """
            directive @cost(weight: Int!, once: Boolean! = false) on FIELD_DEFINITION
            directive @listSize(assumedSize: Int!) on FIELD_DEFINITION
            interface Node { id: ID! }
            type Query {
              node(id: ID!): Node
              tags: [Tag] @listSize(assumedSize: 100)
              posts(first: Int, after: String, last: Int, before: String): PostConnection
              nodes(ids: [ID!]!): [Node]
              orders(first: Int, after: String, last: Int, before: String): OrderConnection
              topSpenders(first: Int! = 10): [User] @cost(weight: 100)
              category(slug: String): Category
              total(of: Float, count: Int): String
              events(first: Int, after: String, last: Int, before: String): DomainEventConnection
              projections: [Projection] @listSize(assumedSize: 20)
              systemHealth: SystemHealth
            }
            type Mutation {
              placeOrder(lines: [Int!]): Order
              registerUser(username: String): SessionPayload @cost(weight: 1000)
              logIn(login: String): SessionPayload @cost(weight: 1000)
              changePassword(to: String): SessionPayload @cost(weight: 1000)
              eraseUser(id: ID): SessionPayload @cost(weight: 1000)
              createUsers(usernames: [String!]): SessionPayload
            }
            type Subscription { domainEvents: DomainEvent projectionRunProgress: ProjectionRun }
            type DomainEventConnection { nodes: [DomainEvent] totalCount: Int @cost(weight: 100, once: true) }
            type DomainEvent implements Node { id: ID! type: String payload: String @cost(weight: 20) actor: Actor }
            type Actor { label: String user: User }
            type Projection { name: String rowCount: Int @cost(weight: 100, once: true) lastRebuild: ProjectionRun lastVerification: ProjectionRun }
            type ProjectionRun implements Node { id: ID! progress: Float mismatches: [ProjectionMismatch] @listSize(assumedSize: 50) }
            type ProjectionMismatch { key: String live: String }
            type SystemHealth { status: String eventStore: EventStoreHealth subscribers: [Subscriber] }
            type EventStoreHealth { headPosition: Int eventCount: Int @cost(weight: 100, once: true) }
            type Subscriber { name: String lag: Int }
            type SessionPayload { user: User session: Session }
            type Session { accessToken: String }
            type Money { amount: String currencyCode: String }
            type PageInfo { hasNextPage: Boolean endCursor: String }
            type OrderConnection { edges: [OrderEdge] nodes: [Order] pageInfo: PageInfo totalCount: Int @cost(weight: 100, once: true) }
            type OrderEdge { node: Order cursor: String }
            type Order implements Node { id: ID! number: String total: Money user: User lines: [OrderLine] }
            type OrderLine { quantity: Int product: Product unitPrice: Money }
            type Product implements Node { id: ID! name: String price: Money category: Category }
            type Category implements Node { id: ID! name: String parent: Category children: [Category] }
            type PostConnection { nodes: [Post] }
            type Post implements Node { id: ID! title: String content: String @cost(weight: 20) tags: [Tag] @listSize(assumedSize: 20) }
            type Tag implements Node { id: ID! name: String
              posts(first: Int, after: String, last: Int, before: String): PostConnection }
            type User implements Node { id: ID! username: String
              orders(first: Int, after: String, last: Int, before: String): OrderConnection }
            """;

    private static final GraphQLSchema SCHEMA = new SchemaGenerator()
            .makeExecutableSchema(
                    new SchemaParser().parse(SDL),
                    newRuntimeWiring()
                            .type("Node", type -> type.typeResolver(environment -> null))
                            .build());

    private static final CostRate UNLIMITED = new CostRate(new RateSettings(0, 0, Duration.ofMinutes(1)));

    private final AtomicInteger validations = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final GraphQL graphQl;

    LimitedSchema() {
        this(OperationLimits.MAX_COST, 1_000_000);
    }

    LimitedSchema(long maxCost, long cachedCharacters) {
        graphQl = GraphQL.newGraphQL(SCHEMA)
                .instrumentation(new ChainedInstrumentation(List.<Instrumentation>of(
                        new DocumentLimits(),
                        new OperationLimits(maxCost, new Introspection(new IntrospectionSettings(false)), UNLIMITED),
                        new Observer())))
                .preparsedDocumentProvider(new DocumentCache(cachedCharacters))
                .build();
    }

    ExecutionResult ask(String document) {
        return ask(document, Map.of());
    }

    ExecutionResult ask(String document, Map<String, Object> variables) {
        return graphQl.execute(ExecutionInput.newExecutionInput(document)
                .locale(Locale.ENGLISH)
                .variables(variables));
    }

    int validations() {
        return validations.get();
    }

    int answers() {
        return answers.get();
    }

    private final class Observer extends SimplePerformantInstrumentation {

        @Override
        public InstrumentationContext<List<ValidationError>> beginValidation(
                InstrumentationValidationParameters parameters, InstrumentationState state) {
            validations.incrementAndGet();
            return noOp();
        }

        @Override
        public InstrumentationContext<ExecutionResult> beginExecution(
                InstrumentationExecutionParameters parameters, InstrumentationState state) {
            return whenCompleted((result, failure) -> answers.incrementAndGet());
        }
    }
}
