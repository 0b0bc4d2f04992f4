/** Reads, queries and follows the event log, always behind its horizon. */
@NamedInterface("log")
@NullMarked
package dev.daybook.eventstore.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
