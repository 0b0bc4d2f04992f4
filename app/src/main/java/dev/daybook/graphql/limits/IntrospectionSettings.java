package dev.daybook.graphql.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of introspection.
 *
 * @param adminOnly whether only administrators may see the schema
 */
@ConfigurationProperties("daybook.introspection")
record IntrospectionSettings(@DefaultValue("false") boolean adminOnly) {}
