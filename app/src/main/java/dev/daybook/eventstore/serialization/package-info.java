/** Writes events as JSON under stable public names, and reads them again. */
@NamedInterface("serialization")
@NullMarked
package dev.daybook.eventstore.serialization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
