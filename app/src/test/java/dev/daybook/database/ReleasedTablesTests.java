package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.ShopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables against those of the last release, whose nodes run beside the next: all that these write must still be taken.
 * {@code accepted-changes.txt} lists what is taken away, each with the release that no longer needs it.
 */
@ShopTest
class ReleasedTablesTests {
    @Autowired
    JdbcClient jdbc;

    @Test
    void a_node_of_the_last_release_can_write_to_the_tables_of_the_next() throws IOException {
        var now = TableFacts.of("public", jdbc);
        Files.write(Path.of("target", "tables.txt"), now.lines());
        assertThat(new TableFacts(lines("released.txt")).changesFor(now))
                .as("what a node of the last release cannot do any more")
                .containsExactlyInAnyOrderElementsOf(lines("accepted-changes.txt").stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table parcels drop column note                                | column parcels.note is missing
            alter table parcels rename column note to remark                    | column parcels.note is missing
            drop table parcels                                                  | column parcels.id is missing
            alter table parcels alter column note type varchar(10)              | column parcels.note was text, and is character varying(10)
            alter table parcels alter column note set not null                  | column parcels.note needs a value
            alter table parcels alter column weight drop default                | column parcels.weight needs a value
            alter table parcels add column colour text not null                 | column parcels.colour needs a value
            alter table parcels add check (weight > 1)                          | constraint parcels.parcels_weight_check is new
            alter table parcels add unique (note)                               | index parcels.parcels_note_key is new
            create unique index one_note on parcels (lower(note))               | index parcels.one_note is new
            alter table parcels add foreign key (weight) references shelves     | constraint parcels.parcels_weight_fkey is new
            drop index parcels_by_code                                          | index parcels.parcels_by_code is missing
            alter index parcels_by_code rename to by_code                       | index parcels.parcels_by_code is missing
            drop function heavier                                               | function heavier(integer) is missing
            """)
    void a_change_that_stops_an_older_node_is_found(String change, String finding) {
        assertThat(changes(change)).contains(finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table parcels add column colour text                                  |
            alter table parcels add column colour text not null default 'red'           |
            alter table parcels alter column code drop not null                         |
            create table boxes (id int primary key, size int not null check (size > 0)) |
            create index parcels_by_weight on parcels (weight)                          |
            alter table parcels drop constraint parcels_weight_positive                 |
            """)
    void a_change_that_an_older_node_does_not_notice_is_none(String change, String nothing) {
        assertThat(changes(change)).isEmpty();
    }

    private List<String> changes(String change) {
        jdbc.sql("""
                        drop schema if exists warehouse cascade; create schema warehouse; set search_path = warehouse;
                        create table shelves (id int primary key);
                        create table parcels (id int primary key, code text not null, note text,
                            weight int not null default 1 constraint parcels_weight_positive check (weight > 0));
                        create unique index parcels_by_code on parcels (code);
                        create function heavier(by int) returns int language sql as 'select by + 1';
                        reset search_path""").update();
        try {
            var before = TableFacts.of("warehouse", jdbc);
            jdbc.sql("set search_path = warehouse; " + change + "; reset search_path")
                    .update();
            return before.changesFor(TableFacts.of("warehouse", jdbc));
        } finally {
            jdbc.sql("drop schema warehouse cascade").update();
        }
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(new ClassPathResource("tables/" + file).getFilePath());
    }
}
