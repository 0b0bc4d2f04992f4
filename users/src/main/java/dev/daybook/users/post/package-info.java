/** Blog posts of users, and the tags that they are found by. */
@NamedInterface("post")
@NullMarked
package dev.daybook.users.post;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
