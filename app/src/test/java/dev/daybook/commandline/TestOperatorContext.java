package dev.daybook.commandline;

import dev.daybook.database.TemporaryDatabase;
import dev.daybook.support.TestDatabase;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An {@link OperatorContext} that keeps the logging configuration of the tests, and tries backups on their server. */
final class TestOperatorContext extends OperatorContext {
    TestOperatorContext(String... settings) {
        super(Stream.concat(Stream.of(settings), Stream.of("--logging.config=classpath:logback-test.xml"))
                .toArray(String[]::new));
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    long events() {
        return jdbc().sql("select count(*) from domain_events")
                .query(Long.class)
                .single();
    }

    @Override
    TemporaryDatabase temporaryDatabase() {
        return TestDatabase.temporary();
    }
}
