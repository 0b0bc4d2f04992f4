package dev.daybook.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.users.Email;
import dev.daybook.users.FullName;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import dev.daybook.users.Username;
import dev.daybook.users.text.InvalidValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Claims of a token of the issuer, as the shop understands them. */
final class IssuerClaims {
    private static final Pattern NOT_OF_A_USERNAME = Pattern.compile("[^a-zA-Z0-9_]+");
    private static final int MAX_USERNAME = 50;
    private static final int DISTINCTION = 12;
    private static final String NAMELESS = "user";

    private final IssuerSettings settings;
    private final Jwt token;
    private final UserId user;

    IssuerClaims(IssuerSettings settings, Jwt token) {
        this.settings = settings;
        this.token = token;
        this.user = new UserId(id(settings.requiredUri(), Objects.requireNonNull(token.getSubject())));
    }

    /** The same in every shop and for ever, so that no table says which user a subject of the issuer is. */
    UserId user() {
        return user;
    }

    /** A UUID of version 8 (RFC 9562) of both names; the issuer is a URI, which has no space. */
    private static UUID id(String issuer, String subject) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((issuer + " " + subject).getBytes(UTF_8));
            hash[6] = (byte) (hash[6] & 0x0f | 0x80);
            hash[8] = (byte) (hash[8] & 0x3f | 0x80);
            var bytes = ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Role role() {
        var roles = values(claim(settings.roleClaim())).toList();
        if (roles.contains(settings.adminRole())) {
            return Role.ADMIN;
        }
        return roles.contains(settings.staffRole()) ? Role.STAFF : Role.CUSTOMER;
    }

    int hashOfToken() {
        return token.getTokenValue().hashCode();
    }

    Instant issuedAt() {
        return Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH);
    }

    /** When the user proved who they are; an issuer that does not tell has at least issued the token since. */
    Instant signedInAt() {
        return token.getClaims().get("auth_time") instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : issuedAt();
    }

    /** The username with _ for what ours may not have, and without the domain of an e-mail address. */
    Optional<Username> username() {
        return text(settings.usernameClaim())
                .map(IssuerClaims::usable)
                .flatMap(name -> valid(name.substring(0, Math.min(name.length(), MAX_USERNAME)), Username::typed));
    }

    /** A username that nobody else has: that of the token, with a part of the id. */
    Username distinctUsername() {
        var name = text(settings.usernameClaim()).map(IssuerClaims::usable).orElse(NAMELESS);
        var part = user.toString().replace("-", "").substring(0, DISTINCTION);
        return Username.typed(name.substring(0, Math.min(name.length(), MAX_USERNAME - DISTINCTION - 1)) + "_" + part);
    }

    private static String usable(String name) {
        var at = name.indexOf('@');
        return NOT_OF_A_USERNAME.matcher(at > 0 ? name.substring(0, at) : name).replaceAll("_");
    }

    /** The address, unless the issuer says that nobody has verified it. */
    Optional<Email> email() {
        return Boolean.FALSE.equals(token.getClaims().get("email_verified"))
                ? Optional.empty()
                : text(settings.emailClaim()).flatMap(email -> valid(email, Email::typed));
    }

    /** An address that reaches nobody, for a user without one of their own. */
    Email noEmail() {
        return Email.typed(user + "@no-address.invalid");
    }

    Optional<FullName> fullName() {
        return text(settings.nameClaim()).flatMap(name -> valid(name, FullName::typed));
    }

    private Optional<String> text(String name) {
        return claim(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** The claim of this name; where there is none, a dot leads into an object. */
    private @Nullable Object claim(String name) {
        return inside(token.getClaims(), name);
    }

    private static @Nullable Object inside(@Nullable Object object, String name) {
        if (!(object instanceof Map<?, ?> claims)) {
            return null;
        }
        var dot = name.indexOf('.');
        return claims.containsKey(name) || dot < 0
                ? claims.get(name)
                : inside(claims.get(name.substring(0, dot)), name.substring(dot + 1));
    }

    private static Stream<?> values(@Nullable Object claim) {
        return claim instanceof Collection<?> list ? list.stream() : Stream.ofNullable(claim);
    }

    private static <T> Optional<T> valid(String text, Function<String, T> read) {
        try {
            return Optional.of(read.apply(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }
}
