package dev.daybook.security;

import dev.daybook.commands.Commands;
import dev.daybook.database.ViewMappings;
import dev.daybook.users.Role;
import dev.daybook.users.Users;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.graphql.server.support.BearerTokenAuthenticationExtractor;
import org.springframework.graphql.server.webmvc.AuthenticationWebSocketInterceptor;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/**
 * Authenticates callers and permits every request but those for what only operators may see; authorization is declared in
 * the GraphQL schema, field by field.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /**
     * Permits only what the pages need. The hashes are those of the import map of the storefront and the operator's page, and of the one style
     * element that the dialogs of GraphiQL add.
     */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none';"
            + " script-src 'self' 'sha256-x/I7fUoBpKVv8+bFZ7EEosGciGMQBvEMZjOCiOx4JOQ=';"
            + " style-src 'self' 'sha256-Y/huXlwoYkVyQlxwSVcCi1RCDGDCSVBzDt0hYP9qlTc='; font-src data:;"
            + " img-src 'self' data:; connect-src 'self'%s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Permits nothing that the pages have no use for. */
    private static final String PERMISSIONS_POLICY =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            Converter<Jwt, AbstractAuthenticationToken> caller,
            CorsPolicy cors,
            IssuerSettings issuer,
            MeterRegistry meters) {
        cors.configure(http);
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // There is no cookie that a forged request could use.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated(meters))
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(caller)))
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(headersOfPages(issuer)))
                .build();
    }

    /**
     * Shows the metrics to staff and to who has the scrape token, and what else the actuator tells beside health to
     * administrators, on the port of the shop.
     */
    @Bean
    @Order(0)
    @ConditionalOnManagementPort(ManagementPortType.SAME)
    SecurityFilterChain operators(
            HttpSecurity http,
            ScrapeSettings settings,
            JwtDecoder decoder,
            Converter<Jwt, AbstractAuthenticationToken> caller,
            MeterRegistry meters) {
        var manager = new ProviderManager(new ScrapeToken(settings), provider(decoder, caller));
        return http.securityMatcher(new OrRequestMatcher(
                        EndpointRequest.toAnyEndpoint().excluding(HealthEndpoint.class), EndpointRequest.toLinks()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to("prometheus"))
                        .access(to(shown -> shown instanceof ScrapeToken.Scraper || isKnownAs(Role.STAFF, shown)))
                        .anyRequest()
                        .access(to(shown -> isKnownAs(Role.ADMIN, shown))))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated(meters))
                        .authenticationManagerResolver(_ -> manager))
                .build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> to(Predicate<@Nullable Authentication> granted) {
        return (shown, _) -> new AuthorizationDecision(granted.test(shown.get()));
    }

    private static boolean isKnownAs(Role role, @Nullable Authentication shown) {
        return shown instanceof CallerAuthentication caller && caller.isKnownAs(role);
    }

    /** Leaves HTTP methods to the handlers, which answer 405 where the firewall would answer 400. */
    @Bean
    HttpFirewall anyMethod() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    TokenSource tokens(
            IssuerSettings issuer,
            AccessTokens own,
            Sessions sessions,
            Users users,
            Commands commands,
            JdbcClient jdbc,
            ViewMappings views,
            Clock clock,
            MeterRegistry meters) {
        return issuer.isOn()
                ? new IssuerTokens(issuer, new IssuerUsers(users, commands, jdbc, views), clock, meters)
                : new OwnTokens(own, sessions);
    }

    @Bean
    JwtDecoder jwtDecoder(TokenSource tokens) {
        return tokens.decoder();
    }

    /** Converts a valid token to the current caller; a token of a user who is erased, deactivated or logged out is refused. */
    @Bean
    Converter<Jwt, AbstractAuthenticationToken> caller(CallerResolver callers) {
        return new Converter<>() {
            @Override
            public AbstractAuthenticationToken convert(Jwt token) {
                return callers.authenticate(token);
            }
        };
    }

    /**
     * Authenticates a WebSocket by the token in the payload of {@code connection_init}, before other interceptors ask
     * for the caller.
     */
    @Bean
    @Order(0)
    AuthenticationWebSocketInterceptor webSocketCaller(
            JwtDecoder decoder, Converter<Jwt, AbstractAuthenticationToken> caller) {
        return new AuthenticationWebSocketInterceptor(
                new BearerTokenAuthenticationExtractor(), new ProviderManager(provider(decoder, caller)));
    }

    private static JwtAuthenticationProvider provider(
            JwtDecoder decoder, Converter<Jwt, AbstractAuthenticationToken> caller) {
        var provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(caller);
        return provider;
    }

    /** The pages ask the issuer for a token only when they have a client there. */
    private static HeaderWriter headersOfPages(IssuerSettings issuer) {
        var origin = issuer.clientId() == null ? "" : " " + issuer.origin();
        var headers = List.of(
                new ContentSecurityPolicyHeaderWriter(CONTENT_SECURITY_POLICY.formatted(origin)),
                new PermissionsPolicyHeaderWriter(PERMISSIONS_POLICY));
        return (request, response) -> {
            if (String.valueOf(response.getContentType()).startsWith(MediaType.TEXT_HTML_VALUE)) {
                headers.forEach(header -> header.writeHeaders(request, response));
            }
        };
    }

    private static AuthenticationEntryPoint unauthenticated(MeterRegistry meters) {
        var refused = RefusalCounter.of("tokens", meters);
        return (_, response, refusal) -> {
            refused.increment();
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            if (refusal instanceof IssuerAway) {
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                response.setHeader("Retry-After", "1");
                response.getWriter().write("""
                        {"errors":[{"message":"The issuer of the access token cannot be reached. Nothing was done. Try again",\
                        "extensions":{"code":"UNAVAILABLE","retryAfterSeconds":1,"mayHaveBeenDone":false}}]}""");
            } else {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                response.getWriter().write("""
                        {"errors":[{"message":"The access token is not valid (any more)","extensions":{"code":"UNAUTHENTICATED"}}]}""");
            }
        };
    }
}
