/** Values that somebody types, whatever they are for: the rule for texts, the slug of a name, the change of a field. Knows no other package of Daybook. */
@NamedInterface("text")
@NullMarked
package dev.daybook.users.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
