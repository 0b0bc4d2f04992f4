/** Exports the event log to a file, and imports it into an empty database. */
@NamedInterface("transfer")
@NullMarked
package dev.daybook.eventstore.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
