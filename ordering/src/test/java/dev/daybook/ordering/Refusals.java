package dev.daybook.ordering;

import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** How a test expects a command to be refused: for exactly this reason. */
final class Refusals {
    private Refusals() {}

    static Matcher<OrderRefused> refusal(OrderRefusal expected) {
        return new FeatureMatcher<OrderRefused, OrderRefusal>(Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected OrderRefusal featureValueOf(OrderRefused refused) {
                return refused.refusal();
            }
        };
    }
}
