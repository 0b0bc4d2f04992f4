package dev.daybook.support;

import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All rows of all tables as text, each after the name of its table; but not how far subscribers are, which changes by itself. */
public record DatabaseDump(List<String> lines) {
    public static DatabaseDump of(JdbcClient jdbc) {
        return new DatabaseDump(
                jdbc.sql("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                          and table_name <> 'subscriber_tokens'""").query(String.class).list().stream()
                        .flatMap(table -> jdbc
                                .sql("select '%1$s: ' || %1$s::text from %1$s".formatted(table))
                                .query(String.class)
                                .list()
                                .stream())
                        .toList());
    }

    public List<String> linesWith(String text) {
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(text))
                .toList();
    }
}
