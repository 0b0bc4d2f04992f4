package dev.daybook.database;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.PropertyValues;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.data.repository.core.support.TransactionalRepositoryFactoryBeanSupport;
import org.springframework.stereotype.Component;

/**
 * Lets a query of a repository run by itself, or in the transaction that is there. Spring Data would begin and commit a
 * transaction for each, two more round trips for one statement.
 */
@Component
class RepositoryTransactions implements InstantiationAwareBeanPostProcessor {
    /** Replaces the property, which Spring Data sets, before the bean is made aware of the factory and uses it. */
    @Override
    public @Nullable PropertyValues postProcessProperties(PropertyValues properties, Object bean, String name) {
        return bean instanceof TransactionalRepositoryFactoryBeanSupport<?, ?, ?>
                ? new MutablePropertyValues(properties).add("enableDefaultTransactions", false)
                : properties;
    }
}
