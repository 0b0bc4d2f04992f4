package dev.daybook.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.CatalogIndex;
import dev.daybook.ordering.OrderingIndex;
import dev.daybook.support.ShopTest;
import dev.daybook.users.UsersIndex;
import dev.daybook.users.index.UniqueIndex;
import dev.daybook.users.index.UniqueIndex.Origin;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class UniqueIndexesTests {
    private static final Pattern TABLE = Pattern.compile("create (?:unlogged )?table (\\w+)");

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @MethodSource("modules")
    void a_module_declares_exactly_the_unique_indexes_of_its_tables(String module, UniqueIndex[] declared)
            throws IOException {
        var indexes = jdbc.sql("""
                        select indexrelid::regclass::text from pg_index
                        where indisunique and not indisprimary and indrelid::regclass::text in (:tables)""")
                .param("tables", tablesOf(module))
                .query(String.class)
                .list();
        assertThat(declared).extracting(UniqueIndex::indexName).containsExactlyInAnyOrderElementsOf(indexes);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void a_chosen_value_and_no_other_has_a_field_of_the_input(String module, UniqueIndex[] declared) {
        assertThat(declared)
                .allSatisfy(
                        index -> assertThat(index.inputField().isPresent()).isEqualTo(index.origin() == Origin.CHOSEN));
    }

    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of("users", UsersIndex.values()),
                Arguments.of("catalog", CatalogIndex.values()),
                Arguments.of("ordering", OrderingIndex.values()));
    }

    private static Set<String> tablesOf(String module) throws IOException {
        var tables = new HashSet<String>();
        for (var migration : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:db/migration/" + module + "/*.sql")) {
            TABLE.matcher(migration.getContentAsString(UTF_8))
                    .results()
                    .map(created -> created.group(1))
                    .forEach(tables::add);
        }
        assertThat(tables).isNotEmpty();
        return tables;
    }
}
