package dev.daybook.startup;

import dev.daybook.security.IssuerSettings;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Tells the pages of each other and of the issuer, and in a demo as whom one can sign in. A production shop never tells that. */
@Configuration(proxyBeanMethods = false)
class PagesRoute {
    @Bean
    RouterFunction<ServerResponse> pages(
            StartSettings settings,
            IssuerSettings issuer,
            @Value("${spring.graphql.graphiql.enabled}") boolean graphiQl,
            Environment environment,
            Demo demo) {
        var isDemo = settings.demo() && !environment.matchesProfiles("production");
        Supplier<List<Demo.Account>> accounts = SingletonSupplier.of(() -> isDemo ? demo.accounts() : List.of());
        return RouterFunctions.route()
                .GET(
                        "/session/shop.json",
                        _ -> ServerResponse.ok()
                                .body(new Pages(settings.storefront(), graphiQl, accounts.get(), Issuer.of(issuer))))
                .build();
    }

    private record Pages(
            boolean storefront,
            boolean graphiQl,
            List<Demo.Account> demoAccounts,
            @Nullable Issuer issuer) {}

    /** Issuer at which one signs in, and the client of the pages there, if they have one. */
    private record Issuer(String uri, @Nullable String clientId) {
        static @Nullable Issuer of(IssuerSettings settings) {
            return settings.uri() == null ? null : new Issuer(settings.uri(), settings.clientId());
        }
    }
}
