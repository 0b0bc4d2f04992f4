/** Implements graphql-transport-ws; operations of one socket do not affect each other. */
@NullMarked
package dev.daybook.graphql.socket;

import org.jspecify.annotations.NullMarked;
