package dev.daybook.graphql.limits;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Root fields of the subscriptions of a document. Validation counts them without the variables, and fails where
 * {@code @skip} or {@code @include} needs one, or where none is left; the specification forbids both.
 */
final class SubscriptionRoots {

    private static final Set<String> CONDITIONS = Set.of("skip", "include");

    private final String rootType;
    private final Map<String, FragmentDefinition> fragments;

    private SubscriptionRoots(Document document, String rootType) {
        this.rootType = rootType;
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity(), (first, second) -> first));
    }

    static void check(Document document, @Nullable String rootType) {
        var subscriptions = document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> operation.getOperation() == Operation.SUBSCRIPTION)
                .toList();
        if (subscriptions.isEmpty() || rootType == null) {
            return;
        }
        var roots = new SubscriptionRoots(document, rootType);
        for (var subscription : subscriptions) {
            if (!roots.hasField(subscription.getSelectionSet(), new HashSet<>())) {
                throw new InvalidDocument("A subscription has exactly one root field");
            }
        }
    }

    private boolean hasField(SelectionSet selections, Set<String> seen) {
        boolean found = false;
        for (Selection<?> selection : selections.getSelections()) {
            checkConditions((DirectivesContainer<?>) selection);
            found |= switch (selection) {
                case Field _ -> true;
                case InlineFragment fragment ->
                    isOnRoot(fragment.getTypeCondition()) && hasField(fragment.getSelectionSet(), seen);
                case FragmentSpread spread -> hasField(spread, seen);
                default -> false;
            };
        }
        return found;
    }

    private boolean hasField(FragmentSpread spread, Set<String> seen) {
        var fragment = fragments.get(spread.getName());
        return fragment != null
                && seen.add(spread.getName())
                && isOnRoot(fragment.getTypeCondition())
                && hasField(fragment.getSelectionSet(), seen);
    }

    private boolean isOnRoot(@Nullable TypeName condition) {
        return condition == null || condition.getName().equals(rootType);
    }

    private static void checkConditions(DirectivesContainer<?> selection) {
        for (Directive directive : selection.getDirectives()) {
            if (CONDITIONS.contains(directive.getName())) {
                throw new InvalidDocument(
                        "The root field of a subscription cannot have @%s".formatted(directive.getName()));
            }
        }
    }
}
