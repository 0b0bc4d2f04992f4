package dev.daybook.graphql.limits;

import static graphql.normalized.ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation;

import dev.daybook.graphql.access.ClientAddresses;
import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.errors.ErrorCodes;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.quota.CostRate;
import dev.daybook.graphql.quota.RateExceeded;
import dev.daybook.security.Caller;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.introspection.GoodFaithIntrospection;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory.Options;
import java.util.function.Supplier;

/**
 * Instrumentation that refuses an operation which would load too much, by itself or after others, before its first field
 * is fetched. It counts on the normalised operation, where fragments and variables have been resolved: graphql-java's own
 * complexity instrumentation can be fooled by fragments within fragments.
 */
final class OperationLimits extends SimplePerformantInstrumentation {

    static final int MAX_FIELDS = 500;
    static final int MAX_DEPTH = 10;
    static final long MAX_COST = 10_000;

    /** Maximum number of mutations in a request: each is a transaction of its own, and the request waits for all. */
    static final int MAX_MUTATIONS = 5;

    /** Maximum number of log-ins in a request, which could else try hundreds of passwords under aliases. */
    private static final int MAX_LOG_INS = 1;

    /** A subscription is paid for once and answered with each event. */
    private static final int SUBSCRIPTION_SHARE = 100;

    private final long maxCost;
    private final Introspection introspection;
    private final CostRate rate;
    private final CostCache costs = new CostCache();

    OperationLimits(long maxCost, Introspection introspection, CostRate rate) {
        this.maxCost = maxCost;
        this.introspection = introspection;
        this.rate = rate;
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        Conditions.refuseNull(context);
        var operation = costs.of(context, () -> OperationCost.of(normalise(context), context.getGraphQLSchema()));
        var limit = operation.isSubscription() ? maxCost / SUBSCRIPTION_SHARE : maxCost;
        var definition = context.getOperationDefinition();
        var isPaid = context.getGraphQLContext().hasKey(CostedOperation.class);
        context.getGraphQLContext()
                .put(
                        CostedOperation.class,
                        new CostedOperation(definition.getOperation(), definition.getName(), operation.cost(), limit));
        if (operation.depth() > MAX_DEPTH) {
            throw new QueryTooComplex(
                    "An operation may be at most %d levels deep, not %d.".formatted(MAX_DEPTH, operation.depth()));
        }
        if (operation.logIns() > MAX_LOG_INS) {
            throw new QueryTooComplex(
                    "An operation may log in at most once, not %d times.".formatted(operation.logIns()));
        }
        if (operation.mutations() > MAX_MUTATIONS) {
            throw new QueryTooComplex("An operation may have at most %d mutations, not %d."
                    .formatted(MAX_MUTATIONS, operation.mutations()));
        }
        if (operation.cost() > limit) {
            throw new QueryTooComplex(
                    "%s may cost at most %d, not %d. Ask for smaller pages, fewer levels or fewer mutations."
                            .formatted(
                                    operation.isSubscription() ? "A subscription" : "An operation",
                                    limit,
                                    operation.cost()));
        }
        if (operation.introspects()) {
            checkIntrospection(context);
        }
        if (!isPaid) {
            pay(operation.isSubscription() ? operation.cost() * SUBSCRIPTION_SHARE : operation.cost(), context);
        }
        return SimpleInstrumentationContext.noOp();
    }

    private void pay(long cost, ExecutionContext context) {
        var origin = ClientAddresses.originOf(context.getGraphQLContext());
        try {
            rate.take(cost, CurrentCaller.idOf(context.getGraphQLContext()), origin.address());
        } catch (RateExceeded refusal) {
            throw ErrorCodes.abort(refusal);
        }
    }

    private static ExecutableNormalizedOperation normalise(ExecutionContext context) {
        try {
            return createExecutableNormalizedOperation(
                    context.getGraphQLSchema(),
                    context.getOperationDefinition(),
                    context.getFragmentsByName(),
                    context.getCoercedVariables(),
                    Options.defaultOptions()
                            .maxFieldsCount(MAX_FIELDS)
                            .deferSupport(false)
                            .locale(context.getLocale())
                            .graphQLContext(context.getGraphQLContext()));
        } catch (AbortExecutionException tooManyFields) {
            throw new QueryTooComplex(
                    "An operation may have at most %d fields, not %d or more.".formatted(MAX_FIELDS, MAX_FIELDS + 1));
        }
    }

    /**
     * Refuses introspection to who may not see the schema, and bad introspection before the engine does, whose error would
     * have neither our code nor our wording.
     */
    private void checkIntrospection(ExecutionContext context) {
        Supplier<Caller> caller = () -> CurrentCaller.of(context.getGraphQLContext());
        if (!introspection.isAllowedTo(caller)) {
            throw ErrorCodes.abort(NotAllowed.toIntrospect(caller.get()));
        }
        if (GoodFaithIntrospection.checkIntrospection(context).isPresent()) {
            throw new QueryTooComplex("Introspection must not go in circles: __schema, __type and, of a type, fields,"
                    + " inputFields, interfaces and possibleTypes may be asked for once each, at most 20 levels deep.");
        }
    }
}
