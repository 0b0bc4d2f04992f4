package dev.daybook.users;

import dev.daybook.users.post.PostRefusal;
import dev.daybook.users.post.PostRefused;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** Matches the exception of a command that is refused for exactly one reason. */
public final class Refusals {
    private Refusals() {}

    public static Matcher<UserRefused> refusal(UserRefusal expected) {
        return new FeatureMatcher<UserRefused, UserRefusal>(Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected UserRefusal featureValueOf(UserRefused refused) {
                return refused.refusal();
            }
        };
    }

    public static Matcher<PostRefused> refusal(PostRefusal expected) {
        return new FeatureMatcher<PostRefused, PostRefusal>(Matchers.equalTo(expected), "refused with", "refusal") {
            @Override
            protected PostRefusal featureValueOf(PostRefused refused) {
                return refused.refusal();
            }
        };
    }
}
