package dev.daybook.database.replica;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether the replica is used. It is never DOWN: the shop does without. */
@Component
@ConditionalOnReplica
class ReplicaHealthIndicator implements HealthIndicator {
    private final Replica replica;

    ReplicaHealthIndicator(Replica replica) {
        this.replica = replica;
    }

    @Override
    public Health health() {
        return (replica.isUsed() ? Health.up() : Health.unknown())
                .withDetail("lagSeconds", replica.lagSeconds())
                .build();
    }
}
