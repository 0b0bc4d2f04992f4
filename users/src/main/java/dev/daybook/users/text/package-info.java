/** What a text that somebody types must look like, whatever it is for. Knows nothing else of this module, and no other. */
@NamedInterface("text")
@NullMarked
package dev.daybook.users.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
