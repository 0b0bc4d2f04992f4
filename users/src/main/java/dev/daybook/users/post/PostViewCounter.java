package dev.daybook.users.post;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts how often posts are viewed. Neither event nor projection: nobody asks who viewed a post when, and a view does not
 * change it.
 */
@Component
public class PostViewCounter {
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;

    PostViewCounter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts a view, unless the same reader was counted for this post within the last hour, or the post is deleted. The
     * clock is that of the database, which all nodes have in common.
     *
     * @param reader keyed hash of the reader and the post, which tells neither who that is nor what else they read
     */
    public void record(PostId post, long reader) {
        jdbc.sql("""
                        with counted as (
                          insert into post_readers (id, counted_at) select ?, now() from posts where id = ?
                          on conflict (id) do update set counted_at = excluded.counted_at
                            where post_readers.counted_at <= now() - interval '1 hour'
                          returning id)
                        insert into post_views (post_id, views) select ?, 1 from counted
                        on conflict (post_id) do update set views = post_views.views + 1""").params(reader, post.value(), post.value()).update();
    }

    /** Deletes in batches, so that no transaction takes long. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    public void forgetReaders() {
        int deleted;
        do {
            deleted = jdbc.sql("""
                            delete from post_readers where id in (
                            select id from post_readers where counted_at <= now() - interval '1 hour' limit ?
                            for update skip locked)""").param(BATCH).update();
        } while (deleted == BATCH);
    }

    /** Number of views of each post. */
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
