/** Serves users: registration, sessions, profiles and their administration. */
@NullMarked
package dev.daybook.graphql.users;

import org.jspecify.annotations.NullMarked;
