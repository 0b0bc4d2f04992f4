package dev.daybook.graphql.replica;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.daybook.database.replica.ConditionalOnReplica;
import dev.daybook.database.replica.QueryReads;
import dev.daybook.database.replica.Replica;
import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.limits.CostedOperation;
import dev.daybook.security.CallerUnknown;
import dev.daybook.security.LastWrites;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.ExecutionGraphQlRequest;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets queries, and nothing else, be read on the replica. One that the replica fails, or that turns out to need the primary,
 * is executed again there, and its client notices nothing. After a mutation it notes that the caller has written.
 */
@Component
@ConditionalOnReplica
class ReplicaExecution extends SimplePerformantInstrumentation {
    private static final int REMEMBERED = 10_000;

    private final Replica replica;
    private final LastWrites writes;
    /** Operations of cached documents that have needed the primary, and are not tried on the replica again. */
    private final Cache<OperationDefinition, Boolean> needPrimary =
            Caffeine.newBuilder().weakKeys().maximumSize(REMEMBERED).build();

    ReplicaExecution(Replica replica, LastWrites writes) {
        this.replica = replica;
        this.writes = writes;
    }

    private Mono<ExecutionGraphQlResponse> execute(ExecutionGraphQlRequest request, ExecutionGraphQlService engine) {
        return Mono.using(
                () -> new QueryReads(replica),
                reads -> engine.execute(request).flatMap(response -> {
                    if (reads.mustBeginAgain()) {
                        return executeAgain(request, engine, response, reads);
                    }
                    noteWrites(contextOf(response));
                    return Mono.just(response);
                }),
                QueryReads::close);
    }

    /** Executes a query once more, which has been paid. */
    private Mono<ExecutionGraphQlResponse> executeAgain(
            ExecutionGraphQlRequest request,
            ExecutionGraphQlService engine,
            ExecutionGraphQlResponse discarded,
            QueryReads reads) {
        if (reads.hasNeededPrimary()) {
            needPrimary.put(Objects.requireNonNull(contextOf(discarded).get(OperationDefinition.class)), true);
        }
        var paid = Objects.requireNonNull(CostedOperation.of(discarded));
        request.configureExecutionInput((_, input) ->
                input.graphQLContext(Map.of(CostedOperation.class, paid)).build());
        reads.beginAgain();
        return engine.execute(request);
    }

    private static GraphQLContext contextOf(ExecutionGraphQlResponse response) {
        return response.getExecutionInput().getGraphQLContext();
    }

    private void noteWrites(GraphQLContext context) {
        OperationDefinition executed = context.get(OperationDefinition.class);
        if (executed != null && executed.getOperation() == Operation.MUTATION) {
            CurrentCaller.idOf(context).ifPresent(writes::note);
        }
    }

    /** Begins behind the limits: what they refuse has read and written nothing. */
    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var operation = parameters.getExecutionContext().getOperationDefinition();
        var context = parameters.getExecutionContext().getGraphQLContext();
        context.put(OperationDefinition.class, operation);
        var reads = QueryReads.ofThread();
        if (reads != null && operation.getOperation() == Operation.QUERY) {
            if (needPrimary.getIfPresent(operation) == null) {
                allow(reads, context);
            } else {
                reads.needPrimary();
            }
        }
        return SimpleInstrumentationContext.noOp();
    }

    private void allow(QueryReads reads, GraphQLContext context) {
        try {
            reads.allow(writes.of(CurrentCaller.of(context)));
        } catch (CallerUnknown | DataAccessException primaryIsAway) {
            // What they have written is not known either.
            reads.needPrimary();
        }
    }

    /** Wraps the engine inside of all interceptors. */
    @Component
    @ConditionalOnReplica
    static class Wrapper implements BeanPostProcessor {
        private final ObjectProvider<ReplicaExecution> execution;

        Wrapper(ObjectProvider<ReplicaExecution> execution) {
            this.execution = execution;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof ExecutionGraphQlService engine
                    ? (ExecutionGraphQlService) request -> execution.getObject().execute(request, engine)
                    : bean;
        }
    }
}
