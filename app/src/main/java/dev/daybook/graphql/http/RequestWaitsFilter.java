package dev.daybook.graphql.http;

import dev.daybook.database.RequestWaits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Filter that bounds the waits of a request, also those for looking up its caller. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestWaitsFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestWaits.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            RequestWaits.end();
        }
    }
}
