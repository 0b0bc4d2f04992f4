/** Reads requests before they are GraphQL: bounds what a body may be, and refuses what is none in GraphQL's own words. */
@NullMarked
package dev.daybook.graphql.http;

import org.jspecify.annotations.NullMarked;
