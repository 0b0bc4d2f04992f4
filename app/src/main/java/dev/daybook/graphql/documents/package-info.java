/** Finds the documents of requests by their hashes. */
@NullMarked
package dev.daybook.graphql.documents;

import org.jspecify.annotations.NullMarked;
