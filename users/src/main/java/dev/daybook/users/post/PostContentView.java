package dev.daybook.users.post;

import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** What a post says now. Apart from the {@link PostView} of the same id, which is small enough to be read by the hundred. */
@Table("post_contents")
public record PostContentView(@Id UUID id, String content) {

    static PostContentView of(PostId post, PostContent content) {
        return new PostContentView(post.value(), content.value());
    }
}
