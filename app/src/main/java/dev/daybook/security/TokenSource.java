package dev.daybook.security;

import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Source of the access tokens that the shop accepts: the shop itself, or an issuer. */
interface TokenSource {
    JwtDecoder decoder();

    /** The bearer of a decoded token, without asking anybody. */
    Bearer bearerOf(Jwt token);

    /** The active user of a token that is shown with a request, whom the shop may see for the first time. */
    Optional<Caller> admit(Jwt token);

    /** The active user of a token that was shown before. */
    Optional<Caller> find(Bearer bearer);
}
