/** Lets processes, connections and databases fail under load, and checks what the shop promises. {@code docs/reliability.md} says what that is. */
@NullMarked
package dev.daybook.reliability;

import org.jspecify.annotations.NullMarked;
