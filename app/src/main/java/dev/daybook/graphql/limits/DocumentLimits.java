package dev.daybook.graphql.limits;

import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import org.jspecify.annotations.Nullable;

/**
 * Instrumentation that refuses a document before its validation, because parsing and validation alone can be made to
 * take minutes, and counting its fields to exhaust the memory.
 */
final class DocumentLimits extends SimplePerformantInstrumentation {

    static final int MAX_CHARACTERS = 16 * 1024;
    static final int MAX_TOKENS = 2_000;
    static final int MAX_RULES = 500;
    static final int MAX_FRAGMENTS = 20;
    static final int MAX_SELECTIONS = 2_000;

    private static final ParserOptions PARSER = ParserOptions.getDefaultOperationParserOptions()
            .transform(options ->
                    options.maxTokens(MAX_TOKENS).maxRuleDepth(MAX_RULES).parsingListener(new NumberLimits()));

    @Override
    public InstrumentationContext<Document> beginParse(
            InstrumentationExecutionParameters parameters, InstrumentationState state) {
        String query = parameters.getExecutionInput().getQuery();
        int characters = query.length();
        if (characters > MAX_CHARACTERS) {
            throw new QueryTooComplex(
                    "A document may have at most %d characters, not %d.".formatted(MAX_CHARACTERS, characters));
        }
        TokenLimits.check(query);
        parameters.getGraphQLContext().put(ParserOptions.class, PARSER);
        var subscriptions = parameters.getSchema().getSubscriptionType();
        return SimpleInstrumentationContext.whenCompleted((document, failure) ->
                checkParsed(document, failure, subscriptions == null ? null : subscriptions.getName()));
    }

    private static void checkParsed(
            @Nullable Document document, @Nullable Throwable failure, @Nullable String subscriptions) {
        if (failure instanceof ParseCancelledException) {
            throw new QueryTooComplex(
                    "A document may have at most %d tokens, not %d or more.".formatted(MAX_TOKENS, MAX_TOKENS + 1));
        }
        if (failure instanceof ParseCancelledTooDeepException) {
            throw new QueryTooComplex("A document may be at most %d grammar rules deep, not %d or more."
                    .formatted(MAX_RULES, MAX_RULES + 1));
        }
        if (document != null) {
            checkFragments(document);
            SubscriptionRoots.check(document, subscriptions);
        }
    }

    private static void checkFragments(Document document) {
        int fragments = document.getDefinitionsOfType(FragmentDefinition.class).size();
        if (fragments > MAX_FRAGMENTS) {
            throw new QueryTooComplex(
                    "A document may have at most %d fragments, not %d.".formatted(MAX_FRAGMENTS, fragments));
        }
        long selections = ExpandedDocument.selectionsOf(document);
        if (selections > MAX_SELECTIONS) {
            throw new QueryTooComplex(
                    "A document may have at most %d selections with its fragments written out, not %d."
                            .formatted(MAX_SELECTIONS, selections));
        }
    }
}
