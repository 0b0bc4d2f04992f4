package dev.daybook.graphql.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;

class RelationFetchersTest {
    private final RelationFetchers relations =
            new RelationFetchers(new StaticListableBeanFactory(Map.of("authors", new Authors())));

    static final class Authors {
        CompletableFuture<String> author(String post, DataLoader<String, String> authors) {
            if (post.isEmpty()) {
                throw new IllegalArgumentException("No post");
            }
            return authors.load(post);
        }

        CompletableFuture<String> authorOf(@Argument String post, DataLoader<String, String> authors) {
            return authors.load(post);
        }
    }

    @Test
    void a_relation_is_loaded_by_its_controller() throws Exception {
        var post = fieldOf("Spring");
        var author = relations.direct(mapped("author")).get(post);
        post.getDataLoaderRegistry().dispatchAll();
        assertThat((CompletableFuture<?>) author).isCompletedWithValueMatching("ada"::equals);
    }

    @Test
    void a_relation_leaves_the_context_of_the_thread_alone() {
        assertThat(relations.direct(mapped("author"))).isInstanceOf(TrivialDataFetcher.class);
    }

    @Test
    void a_failure_of_the_controller_is_that_of_the_field() {
        var author = relations.direct(mapped("author"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> author.get(fieldOf("")))
                .withMessage("No post");
    }

    @Test
    void a_field_with_arguments_stays_with_spring() {
        var mapped = mapped("authorOf");
        assertThat(relations.direct(mapped)).isSameAs(mapped);
    }

    @Test
    void a_property_stays_a_property() {
        DataFetcher<String> property = field -> "a title";
        assertThat(relations.direct(property)).isSameAs(property);
    }

    private static DataFetcher<?> mapped(String name) {
        SelfDescribingDataFetcher<?> fetcher = mock();
        when(fetcher.asMethod())
                .thenReturn(Arrays.stream(Authors.class.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name))
                        .findFirst()
                        .orElseThrow());
        return fetcher;
    }

    private static DataFetchingEnvironment fieldOf(String post) {
        var loaders = new DataLoaderRegistry();
        loaders.register(
                "authors",
                DataLoaderFactory.<String, String>newMappedDataLoader(
                        (Set<String> posts) -> CompletableFuture.completedFuture(Map.of("Spring", "ada"))));
        return DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
                .source(post)
                .dataLoaderRegistry(loaders)
                .build();
    }
}
