package dev.daybook.graphql.replica;

import dev.daybook.database.replica.ConditionalOnReplica;
import dev.daybook.database.replica.QueryReads;
import dev.daybook.graphql.deadline.Deadline;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes failures of the replica out of the answers, which are read on the primary instead, and out of the log. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnReplica
class ReplicaFailures implements DataFetcherExceptionResolver {
    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment field) {
        var reads = QueryReads.ofThread();
        var deadline = Deadline.of(field);
        var inTime = deadline == null || !deadline.isExpired();
        return reads != null && inTime && reads.failed(thrown)
                ? Mono.just(List.of(GraphqlErrorBuilder.newError(field)
                        .message("Read again on the primary")
                        .build()))
                : Mono.empty();
    }
}
