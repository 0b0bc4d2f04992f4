package dev.daybook.replay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Rebuilds the projections whose rows are of another version than this node makes, on one node at a time, and clears up
 * behind processes that were killed.
 */
@Component
@ConditionalOnProperty(name = "daybook.beside-a-shop", havingValue = "false", matchIfMissing = true)
class ProjectionUpdates implements InitializingBean {
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(ProjectionUpdates.class);

    private final ProjectionRuns runs;
    private final ProjectionRegistry registry;
    private final ReplayContext context;
    private long notBefore = System.nanoTime();

    ProjectionUpdates(ProjectionRuns runs, ProjectionRegistry registry, ReplayContext context) {
        this.runs = runs;
        this.registry = registry;
        this.context = context;
    }

    /** Drops the tables that killed processes have left behind: they may hold personal data of users erased since. */
    @Override
    public void afterPropertiesSet() {
        try {
            Rebuild.dropLeftovers(registry.all(), context);
        } catch (SQLException e) {
            log.warn("Cannot drop the tables that earlier runs have left behind: {}", e.getMessage());
        }
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.SECONDS)
    void rebuildOutdated() {
        if (System.nanoTime() - notBefore < 0) {
            return;
        }
        try {
            if (runs.update().stream().anyMatch(run -> run.state() != RunState.SUCCEEDED)) {
                notBefore = System.nanoTime() + AFTER_FAILURE.toNanos();
            }
        } catch (RunInProgress elsewhere) {
            log.debug("Another process is at it", elsewhere);
        } catch (DataAccessException e) {
            log.debug("Cannot ask for the versions of the rows, and will try again", e);
        }
    }
}
