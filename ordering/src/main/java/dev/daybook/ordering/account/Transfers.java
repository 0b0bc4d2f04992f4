package dev.daybook.ordering.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Answers questions about transfers. */
public interface Transfers extends Repository<TransferView, UUID> {
    Optional<TransferView> findById(UUID id);
}
