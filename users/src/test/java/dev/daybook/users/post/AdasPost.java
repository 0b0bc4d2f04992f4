package dev.daybook.users.post;

import dev.daybook.users.UserId;
import dev.daybook.users.post.PostEvent.PostCreated;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Ada's post on engines, tagged Java and C++, as she wrote it on 14 December. */
final class AdasPost {
    static final PostId ID = new PostId(UUID.fromString("00000000-0000-0000-0000-00000000b109"));
    static final UserId ADA = new UserId(UUID.fromString("00000000-0000-0000-0000-00000000ada0"));
    static final PostTitle TITLE = new PostTitle("On engines");
    static final Slug SLUG = new Slug("on-engines");
    static final PostContent CONTENT = new PostContent("It weaves algebraical patterns.");
    static final TagName JAVA_NAME = new TagName("Java");
    static final TagName CPP_NAME = new TagName("C++");
    static final TagId JAVA = new TagId(UUID.fromString("00000000-0000-0000-0000-0000000007a1"));
    static final TagId CPP = new TagId(UUID.fromString("00000000-0000-0000-0000-0000000007a2"));
    static final Instant WRITTEN_AT = Instant.parse("2026-12-14T08:30:00Z");

    private AdasPost() {}

    static PostCreated created() {
        return created(SLUG, List.of(JAVA, CPP));
    }

    static PostCreated created(Slug slug, List<TagId> tags) {
        return new PostCreated(ID, ADA, TITLE, slug, CONTENT, tags);
    }

    static TagView row(TagId tag, TagName name, String slug) {
        return new TagView(tag.value(), name.value(), name.key(), slug, WRITTEN_AT);
    }
}
