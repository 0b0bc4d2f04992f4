package dev.daybook.graphql;

import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.errors.ErrorCodes;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.security.Caller;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import graphql.normalized.ExecutableNormalizedField;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Instrumentation that refuses a mutation before its first field when the caller lacks the role for one of its fields,
 * so that no mutation is done by a document whose response has no data. Fields behind one that signs in are checked
 * when they are fetched, since their caller is known only then.
 */
@Component
@Order(1)
class MutationRoles extends SimplePerformantInstrumentation {
    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var context = parameters.getExecutionContext();
        if (context.getOperationDefinition().getOperation() == Operation.MUTATION) {
            var schema = context.getGraphQLSchema();
            var caller = CurrentCaller.of(context.getGraphQLContext());
            for (var root : context.getNormalizedQueryTree().get().getTopLevelFields()) {
                if (signsIn(root, schema)) {
                    break;
                }
                check(root, caller, schema);
            }
        }
        return SimpleInstrumentationContext.noOp();
    }

    private static boolean signsIn(ExecutableNormalizedField root, GraphQLSchema schema) {
        return root.getFieldDefinitions(schema).stream()
                .map(definition -> GraphQLTypeUtil.unwrapAll(definition.getType()))
                .anyMatch(type -> type instanceof GraphQLObjectType payload && payload.getField("session") != null);
    }

    private static void check(ExecutableNormalizedField field, Caller caller, GraphQLSchema schema) {
        for (var definition : field.getFieldDefinitions(schema)) {
            var role = RequiredRole.of(definition);
            if (role != null && !caller.has(role)) {
                throw new AbortExecutionException(
                        List.of(ErrorCodes.refusal(NotAllowed.without(role, caller), field.getListOfResultKeys())));
            }
        }
        field.getChildren().forEach(child -> check(child, caller, schema));
    }
}
