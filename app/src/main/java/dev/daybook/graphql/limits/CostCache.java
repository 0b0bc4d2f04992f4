package dev.daybook.graphql.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.ExecutionContext;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the costs of the operations of a document for as long as it is cached. Few variables matter: those that set
 * the size of a page, are a list of ids, or skip and include fields.
 */
@SuppressWarnings("rawtypes") // as graphql-java's visitors are
final class CostCache {
    /** Number of costs for different operations and variables of one document. */
    private static final int COSTS_OF_DOCUMENT = 100;

    private static final Set<String> SIZES = Set.of("first", "last", "ids");

    private final Cache<Document, Costs> documents = Caffeine.newBuilder()
            .executor(Runnable::run)
            .weakKeys()
            .maximumSize(10_000)
            .build();

    /** @param variables values of the variables that matter, a list as its size */
    private record Key(OperationDefinition operation, List<@Nullable Object> variables) {}

    private record Costs(List<String> variables, Cache<Key, OperationCost> costs) {}

    OperationCost of(ExecutionContext context, Supplier<OperationCost> compute) {
        var document = documents.get(context.getDocument(), CostCache::costs);
        var key = new Key(
                context.getOperationDefinition(),
                Arrays.asList(document.variables().stream()
                        .map(name -> valueOf(context.getCoercedVariables().get(name)))
                        .toArray()));
        return Objects.requireNonNull(document.costs().get(key, _ -> compute.get()));
    }

    private static @Nullable Object valueOf(@Nullable Object variable) {
        return variable instanceof Collection<?> list ? list.size() : variable;
    }

    private static Costs costs(Document document) {
        return new Costs(
                List.copyOf(variablesThatMatter(document)),
                Caffeine.newBuilder()
                        .executor(Runnable::run)
                        .maximumSize(COSTS_OF_DOCUMENT)
                        .build());
    }

    private static Set<String> variablesThatMatter(Document document) {
        var names = new HashSet<String>();
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            public TraversalControl visitVariableReference(
                                    VariableReference variable, TraverserContext<Node> context) {
                                if (matters(context.getParentContext())) {
                                    names.add(variable.getName());
                                }
                                return TraversalControl.CONTINUE;
                            }
                        },
                        document);
        return names;
    }

    private static boolean matters(TraverserContext<Node> argument) {
        return argument.thisNode() instanceof Argument value
                && (SIZES.contains(value.getName()) || argument.getParentNode() instanceof Directive);
    }
}
