package dev.daybook.graphql.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the files of the pages. A browser keeps one with a version in its name without asking again, and asks for the
 * others whether they are still the same. They have no date: in every build of the jar it is that of the release.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {
    private static final String FILES = "classpath:/static/";
    private static final String WITH_VERSION = "/*/vendor/{name:.+-[0-9]+\\.[0-9]+\\.[0-9]+\\..+}";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(WITH_VERSION)
                .addResourceLocations(FILES)
                .setUseLastModified(false)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setUseLastModified(false)
                .setEtagGenerator(StaticFiles::etag)
                .setCacheControl(CacheControl.noCache());
    }

    /** Weak, since a strong one would keep Tomcat from compressing the file. */
    private static String etag(Resource file) {
        try (var content = file.getInputStream()) {
            return "W/\"%s\"".formatted(DigestUtils.md5DigestAsHex(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
