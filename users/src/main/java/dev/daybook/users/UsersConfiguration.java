package dev.daybook.users;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class UsersConfiguration {
    @Bean
    ActiveUsers activeUsers(JdbcAggregateOperations rows) {
        return user -> {
            var row = rows.findById(user.value(), UserView.class);
            return row != null && row.isActive();
        };
    }

    /** Takes an advisory lock until the transaction ends, rather than the rows, which log-ins write too. */
    @Bean
    Admins admins(JdbcClient jdbc) {
        return user -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('users.admins'))")
                    .query((_, _) -> true)
                    .single();
            return jdbc.sql("select exists (select from users where role = 'ADMIN' and status = 'ACTIVE' and id <> ?)")
                    .param(user.value())
                    .query(Boolean.class)
                    .single();
        };
    }
}
