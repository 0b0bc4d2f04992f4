package dev.daybook.support;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.DelegatingFilterProxy;
import tools.jackson.databind.json.JsonMapper;

/** A small OpenID Connect issuer over HTTP on this machine: Spring Authorization Server in a Tomcat of its own. */
public final class Issuer implements AutoCloseable {
    public static final String AUDIENCE = "daybook-shop";
    public static final String PAGES = "daybook-pages";
    public static final String PASSWORD = "Correct-horse-1";

    private static final String OTHER_APPLICATION = "other-application";
    private static final String WORKER = "worker";
    private static final String FORM = "application/x-www-form-urlencoded";
    /** At whatever port: that of an address of this machine is not looked at. */
    private static final String SIGNED_IN = "http://127.0.0.1/session/signed-in.html";

    private static final String VERIFIER = "v".repeat(64);
    private static final JsonMapper JSON = new JsonMapper();

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    private volatile RSAKey key = newKey();

    public static Issuer open() {
        try {
            return new Issuer();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Issuer() throws Exception {
        tomcat.setBaseDir(Files.createTempDirectory("issuer").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        var context = new AnnotationConfigWebApplicationContext();
        context.register((beans, _) -> {
            beans.registerBean(Issuer.class, bean -> bean.supplier(_ -> this));
            beans.registerBean(RegisteredClientRepository.class, bean -> bean.supplier(_ -> clients()));
        });
        context.register(Server.class);
        var application = tomcat.addContext("", null);
        context.setServletContext(application.getServletContext());
        context.refresh();
        var security = new FilterDef();
        security.setFilterName("security");
        security.setFilter(new DelegatingFilterProxy("springSecurityFilterChain", context));
        application.addFilterDef(security);
        var everything = new FilterMap();
        everything.setFilterName("security");
        everything.addURLPattern("/*");
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR).forEach(type -> everything.setDispatcher(type.name()));
        application.addFilterMap(everything);
        Tomcat.addServlet(application, "default", "org.apache.catalina.servlets.DefaultServlet")
                .addMapping("/");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.start();
    }

    private static RegisteredClientRepository clients() {
        return new InMemoryRegisteredClientRepository(publicClient(PAGES), publicClient(OTHER_APPLICATION), worker());
    }

    private static RegisteredClient publicClient(String name) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(SIGNED_IN)
                .scope("openid")
                .scope("profile")
                .scope("email")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .build();
    }

    private static RegisteredClient worker() {
        return RegisteredClient.withId(WORKER)
                .clientId(WORKER)
                .clientSecret("{noop}" + PASSWORD)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
    }

    /** No {@code @Configuration}, which the component scan of the shop would find. */
    @EnableWebSecurity
    static class Server {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .cors(cors -> cors.configurationSource(_ -> new CorsConfiguration().applyPermitDefaultValues()))
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/login"))
                    .formLogin(withDefaults())
                    .build();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        UserDetailsService users(Issuer issuer) {
            return name -> {
                if (!issuer.people.containsKey(name)) {
                    throw new UsernameNotFoundException(name);
                }
                return User.withUsername(name).password("{noop}" + PASSWORD).build();
            };
        }

        @Bean
        JWKSource<SecurityContext> keys(Issuer issuer) {
            return (wanted, _) -> wanted.select(new JWKSet(issuer.key));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return NimbusJwtDecoder.withJwkSource(keys).build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(Issuer issuer) {
            return token -> {
                if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                    if (!token.getRegisteredClient().getClientId().equals(OTHER_APPLICATION)) {
                        token.getClaims().audience(List.of(AUDIENCE));
                    }
                    Authentication bearer = Objects.requireNonNull(token.getPrincipal());
                    issuer.people.getOrDefault(bearer.getName(), Map.of()).forEach(token.getClaims()::claim);
                }
            };
        }
    }

    public String uri() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    /** Lets somebody sign in, whose access tokens have these claims from now on. */
    public void know(String name, Map<String, Object> claims) {
        people.put(name, claims);
    }

    /** A token that somebody gets by the authorization-code flow. */
    public String tokenOf(String name) throws Exception {
        return token(name, PAGES);
    }

    /** The same for another application of the issuer. */
    public String tokenForAnotherApplication(String name) throws Exception {
        return token(name, OTHER_APPLICATION);
    }

    private String token(String name, String client) throws Exception {
        var parameters = Map.of(
                "response_type", "code",
                "client_id", client,
                "redirect_uri", SIGNED_IN,
                "scope", "openid",
                "state", "s",
                "code_challenge", challenge(),
                "code_challenge_method", "S256");
        var answer = send(HttpRequest.newBuilder(URI.create(uri() + "/oauth2/authorize?" + encoded(parameters)))
                .header("Cookie", sessionOf(name)));
        var code = header("Location", answer).replaceAll(".*[?&]code=([^&]*).*", "$1");
        return accessToken(
                Map.of(
                        "grant_type", "authorization_code",
                        "code", URLDecoder.decode(code, StandardCharsets.UTF_8),
                        "redirect_uri", SIGNED_IN,
                        "client_id", client,
                        "code_verifier", VERIFIER),
                null);
    }

    private String sessionOf(String name) throws Exception {
        var form = BodyPublishers.ofString(encoded(Map.of("username", name, "password", PASSWORD)));
        var answer = send(HttpRequest.newBuilder(URI.create(uri() + "/login"))
                .header("Content-Type", FORM)
                .POST(form));
        return header("Set-Cookie", answer).replaceAll(";.*", "");
    }

    private static String header(String name, HttpResponse<String> answer) {
        return answer.headers()
                .firstValue(name)
                .orElseThrow(() -> new IllegalStateException(
                        answer.statusCode() + " " + answer.headers().map() + " " + answer.body()));
    }

    /** A token of a program, which names itself. */
    public String tokenOfWorker() throws Exception {
        return accessToken(Map.of("grant_type", "client_credentials"), WORKER);
    }

    private String accessToken(Map<String, String> parameters, @Nullable String confidentialClient) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(uri() + "/oauth2/token"))
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(encoded(parameters)));
        if (confidentialClient != null) {
            request.header("Authorization", basic(confidentialClient));
        }
        var answer = send(request);
        return JSON.readTree(answer.body()).required("access_token").asString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String name) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge() throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A token as the issuer would sign it, with claims or a header that it would not write. */
    public String signed(UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims)
            throws JOSEException {
        var now = Instant.now();
        var usual = new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience(AUDIENCE)
                .subject("ada")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
        var token = new SignedJWT(
                header.apply(new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .type(JOSEObjectType.JWT)
                                .keyID(key.getKeyID()))
                        .build(),
                claims.apply(usual).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    public RSAKey key() {
        return key;
    }

    /** Signs with another key from now on, and forgets the one before. */
    public void rotate() {
        key = newKey();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes connections and answers nothing, as a machine whose network has gone. */
    public void hang() {
        tomcat.getConnector().pause();
    }

    public void goOn() {
        tomcat.getConnector().resume();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            http.shutdownNow();
        }
    }
}
