package dev.daybook.users;

import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** How a test expects a command to be refused: for exactly this reason. */
final class Refusals {
    private Refusals() {}

    static Matcher<UserRefused> refusal(UserRefusal expected) {
        return new FeatureMatcher<UserRefused, UserRefusal>(Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected UserRefusal featureValueOf(UserRefused refused) {
                return refused.refusal();
            }
        };
    }
}
