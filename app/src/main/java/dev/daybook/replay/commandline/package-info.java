/** The commands of the same jar for an operator in a shell: what stands in the log, and what can be done with it. */
@NamedInterface("commandline")
@NullMarked
package dev.daybook.replay.commandline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
