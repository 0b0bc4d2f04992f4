package dev.daybook.graphql.loading;

import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import org.springframework.stereotype.Component;

/** Gives each operation its {@link BatchLoaders}. */
@Component
final class BatchLoading extends SimplePerformantInstrumentation {
    private final BatchLoaders loaders;

    BatchLoading(BatchLoaders loaders) {
        this.loaders = loaders;
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return input.transform(
                operation -> operation.dataLoaderRegistry(loaders.forOperation(input.getGraphQLContext())));
    }
}
