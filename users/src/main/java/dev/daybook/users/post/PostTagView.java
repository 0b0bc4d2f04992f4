package dev.daybook.users.post;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Row of a tag of a post. Its {@code id} is derived from both, so that it is found without a search. */
@Table("post_tags")
public record PostTagView(@Id UUID id, UUID postId, UUID tagId, int position) {

    /** In the order in which they were named. */
    static List<PostTagView> of(PostId post, List<TagId> tags) {
        return IntStream.range(0, tags.size())
                .mapToObj(index -> new PostTagView(
                        id(post, tags.get(index)), post.value(), tags.get(index).value(), index + 1))
                .toList();
    }

    static UUID id(PostId post, TagId tag) {
        return UUID.nameUUIDFromBytes((post + "/" + tag).getBytes(UTF_8));
    }
}
