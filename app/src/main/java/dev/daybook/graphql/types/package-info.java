/** Defines what all types of the schema share: global ids, scalars, payloads. */
@NullMarked
package dev.daybook.graphql.types;

import org.jspecify.annotations.NullMarked;
