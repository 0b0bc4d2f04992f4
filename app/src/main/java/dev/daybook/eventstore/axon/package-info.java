/** Adapts Axon Framework to PostgreSQL: storage engine, transactions, aggregate cache and snapshots. */
@NamedInterface("axon")
@NullMarked
package dev.daybook.eventstore.axon;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
