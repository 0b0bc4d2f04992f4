package dev.daybook.users.post;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Counts how often posts are looked at. Neither an event nor a projection: nobody asks who looked when, and to look at
 * a post does not change it.
 */
@Component
public class PostViews {
    private final JdbcClient jdbc;

    PostViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One more view, however many look at once. A post that is gone is not counted. */
    public void record(PostId post) {
        jdbc.sql("""
                        insert into post_views (post_id, views) select id, 1 from posts where id = ?
                        on conflict (post_id) do update set views = post_views.views + 1""").param(post.value()).update();
    }

    /** How often each was looked at. */
    public Map<UUID, Integer> of(Collection<UUID> posts) {
        record Count(UUID post, int views) {}
        var counted = jdbc
                .sql("select post_id, least(views, 2147483647) from post_views where post_id = any(?)")
                .param(new SqlArrayValue("uuid", posts.toArray()))
                .query((row, _) -> new Count(row.getObject(1, UUID.class), row.getInt(2)))
                .list()
                .stream()
                .collect(toMap(Count::post, Count::views));
        return posts.stream().distinct().collect(toMap(post -> post, post -> counted.getOrDefault(post, 0)));
    }

    void forget(PostId post) {
        jdbc.sql("delete from post_views where post_id = ?").param(post.value()).update();
    }
}
