package dev.daybook.users;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UsersConfiguration {
    @Bean
    ActiveUsers activeUsers(Users users) {
        return user -> users.findById(user.value()).filter(UserView::isActive).isPresent();
    }
}
