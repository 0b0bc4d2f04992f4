package dev.daybook.database;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The {@link JdbcTemplate} of the shop, which tells {@link CancellableWork} of each statement. */
@Component("jdbcTemplate")
class CancellableStatements extends JdbcTemplate {
    CancellableStatements(DataSource database) {
        super(database);
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        CancellableWork.note(statement);
    }
}
