package dev.daybook.graphql.limits;

import graphql.execution.ExecutionContext;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Variables used by {@code @skip} and {@code @include} of an operation. A default lets such a variable be nullable,
 * and null may be sent all the same, for which the engine has no proper error.
 */
final class Conditions {

    private static final Set<String> CONDITIONS = Set.of("skip", "include");

    private final Map<String, Object> variables;
    private final Map<String, FragmentDefinition> fragments;
    private final Set<String> seen = new HashSet<>();

    private Conditions(ExecutionContext context) {
        variables = context.getCoercedVariables().toMap();
        fragments = context.getFragmentsByName();
    }

    static void refuseNull(ExecutionContext context) {
        if (context.getCoercedVariables().toMap().containsValue(null)) {
            new Conditions(context).check(context.getOperationDefinition().getSelectionSet());
        }
    }

    private void check(@Nullable SelectionSet selections) {
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            checkDirectives((DirectivesContainer<?>) selection);
            switch (selection) {
                case Field field -> check(field.getSelectionSet());
                case InlineFragment fragment -> check(fragment.getSelectionSet());
                case FragmentSpread spread -> check(spread);
                default -> {}
            }
        }
    }

    private void check(FragmentSpread spread) {
        var fragment = fragments.get(spread.getName());
        if (fragment != null && seen.add(spread.getName())) {
            check(fragment.getSelectionSet());
        }
    }

    private void checkDirectives(DirectivesContainer<?> selection) {
        for (var directive : selection.getDirectives()) {
            var condition = directive.getArgument("if");
            if (CONDITIONS.contains(directive.getName())
                    && condition != null
                    && condition.getValue() instanceof VariableReference variable
                    && variables.get(variable.getName()) == null) {
                throw new InvalidDocument("The variable '%s' must not be null: @%s looks at it"
                        .formatted(variable.getName(), directive.getName()));
            }
        }
    }
}
