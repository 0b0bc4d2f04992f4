package dev.daybook.catalog;

import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** How a test expects a command to be refused: for exactly this reason. */
public final class Refusals {
    private Refusals() {}

    public static Matcher<CatalogRefused> refusal(CatalogRefusal expected) {
        return new FeatureMatcher<CatalogRefused, CatalogRefusal>(
                Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected CatalogRefusal featureValueOf(CatalogRefused refused) {
                return refused.refusal();
            }
        };
    }
}
