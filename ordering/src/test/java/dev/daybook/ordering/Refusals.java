package dev.daybook.ordering;

import dev.daybook.ordering.account.AccountRefusal;
import dev.daybook.ordering.account.AccountRefused;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** Matches the exception of a command that is refused for exactly this reason. */
public final class Refusals {
    private Refusals() {}

    static Matcher<OrderRefused> refusal(OrderRefusal expected) {
        return new FeatureMatcher<OrderRefused, OrderRefusal>(Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected OrderRefusal featureValueOf(OrderRefused refused) {
                return refused.refusal();
            }
        };
    }

    public static Matcher<AccountRefused> refusal(AccountRefusal expected) {
        return new FeatureMatcher<AccountRefused, AccountRefusal>(
                Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected AccountRefusal featureValueOf(AccountRefused refused) {
                return refused.refusal();
            }
        };
    }
}
