/** Reads views: by id, by parent, and page by page, always many at a time. */
@NullMarked
package dev.daybook.graphql.paging;

import org.jspecify.annotations.NullMarked;
