package dev.daybook.users;

import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class UsersConfiguration {
    @Bean
    ActiveUsers activeUsers(Users users) {
        return user -> users.findById(user.value()).filter(UserView::isActive).isPresent();
    }

    /** Locks all of them, in the same order for everybody. */
    @Bean
    Admins admins(JdbcClient jdbc) {
        return user -> jdbc
                .sql("select id from users where role = 'ADMIN' and status = 'ACTIVE' order by id for update")
                .query(UUID.class)
                .stream()
                .anyMatch(admin -> !admin.equals(user.value()));
    }
}
