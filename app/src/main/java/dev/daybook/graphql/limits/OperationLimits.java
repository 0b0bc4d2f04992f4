package dev.daybook.graphql.limits;

import static graphql.normalized.ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation;

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

/**
 * Refuses an operation that would load too much, before its first field is fetched. It counts on the normalised
 * operation, where fragments and variables have been resolved: graphql-java's own complexity instrumentation can be
 * fooled by fragments within fragments.
 */
final class OperationLimits extends SimplePerformantInstrumentation {

    static final int MAX_FIELDS = 500;
    static final int MAX_DEPTH = 10;
    static final long MAX_COST = 10_000;

    /** Each is a transaction of its own, and all of them hold one request. */
    static final int MAX_MUTATIONS = 5;

    /** Otherwise a request could try hundreds of passwords, each under an alias of its own. */
    private static final int MAX_LOG_INS = 1;

    /** A subscription is paid for once and answered with each event. */
    private static final int SUBSCRIPTION_SHARE = 100;

    private final long maxCost;

    OperationLimits(long maxCost) {
        this.maxCost = maxCost;
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        Conditions.refuseNull(context);
        var price = OperationPrice.of(normalise(context), context.getGraphQLSchema());
        if (price.depth() > MAX_DEPTH) {
            throw new QueryTooComplex(
                    "An operation may be at most %d levels deep, not %d.".formatted(MAX_DEPTH, price.depth()));
        }
        if (price.logIns() > MAX_LOG_INS) {
            throw new QueryTooComplex("An operation may log in at most once, not %d times.".formatted(price.logIns()));
        }
        if (price.mutations() > MAX_MUTATIONS) {
            throw new QueryTooComplex(
                    "An operation may have at most %d mutations, not %d.".formatted(MAX_MUTATIONS, price.mutations()));
        }
        var limit = price.goesOn() ? maxCost / SUBSCRIPTION_SHARE : maxCost;
        if (price.cost() > limit) {
            throw new QueryTooComplex(
                    "%s may cost at most %d, not %d. Ask for smaller pages, fewer levels or fewer mutations."
                            .formatted(price.goesOn() ? "A subscription" : "An operation", limit, price.cost()));
        }
        if (price.introspects()) {
            checkIntrospection(context);
        }
        return SimpleInstrumentationContext.noOp();
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

    /** The engine asks the same a moment later, but its error would have neither our code nor our words. */
    private static void checkIntrospection(ExecutionContext context) {
        if (GoodFaithIntrospection.checkIntrospection(context).isPresent()) {
            throw new QueryTooComplex("Introspection must not go in circles: __schema, __type and, of a type, fields,"
                    + " inputFields, interfaces and possibleTypes may be asked for once each, at most 20 levels deep.");
        }
    }
}
