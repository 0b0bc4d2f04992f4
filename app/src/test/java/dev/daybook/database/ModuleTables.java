package dev.daybook.database;

import dev.daybook.Daybook;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Tables and repositories of the shop's modules. A configuration without its annotation, which a shop would find and take for its own. */
@AutoConfigurationPackage(basePackageClasses = Daybook.class)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataJdbcRepositoriesAutoConfiguration.class
})
@Import(CurrencyConversions.class)
public class ModuleTables {
    ModuleTables(DataSource database) {
        for (var module : List.of("users", "catalog", "ordering")) {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration/" + module)
                    .table("migrations_of_" + module)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }
}
