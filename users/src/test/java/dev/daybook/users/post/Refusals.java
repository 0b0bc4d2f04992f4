package dev.daybook.users.post;

import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** How a test expects a command to be refused: for exactly this reason. */
final class Refusals {
    private Refusals() {}

    static Matcher<PostRefused> refusal(PostRefusal expected) {
        return new FeatureMatcher<PostRefused, PostRefusal>(Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected PostRefusal featureValueOf(PostRefused refused) {
                return refused.refusal();
            }
        };
    }
}
