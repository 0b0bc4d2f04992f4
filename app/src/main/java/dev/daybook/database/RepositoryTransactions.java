package dev.daybook.database;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.repository.core.support.TransactionalRepositoryFactoryBeanSupport;
import org.springframework.stereotype.Component;

/**
 * Lets a query of a repository run by itself, or in the transaction that is there. Spring Data would begin and commit a
 * transaction for each, two more round trips for one statement.
 */
@Component
class RepositoryTransactions implements BeanPostProcessor {
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof TransactionalRepositoryFactoryBeanSupport<?, ?, ?> repository) {
            repository.setEnableDefaultTransactions(false);
        }
        return bean;
    }
}
