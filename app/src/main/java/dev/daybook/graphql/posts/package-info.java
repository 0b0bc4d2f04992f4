/** Serves blog posts and tags. */
@NullMarked
package dev.daybook.graphql.posts;

import org.jspecify.annotations.NullMarked;
