package dev.daybook.ordering.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Answers questions about accounts. */
public interface Accounts extends Repository<AccountView, UUID> {
    Optional<AccountView> findById(UUID id);

    int countByOwnerId(UUID owner);
}
