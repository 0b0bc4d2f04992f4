package dev.daybook.users.post;

import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Row of the text of a post, apart from its {@link PostView}, which is small enough to be read by the hundred. */
@Table("post_contents")
public record PostContentView(@Id UUID id, String content) {

    static PostContentView of(PostId post, PostContent content) {
        return new PostContentView(post.value(), content.value());
    }
}
