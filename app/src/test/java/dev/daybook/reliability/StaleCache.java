package dev.daybook.reliability;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** Defect: a cache of aggregates that trusts what it holds, whoever has changed the stream meanwhile. */
final class StaleCache {
    @Bean
    static BeanPostProcessor defect() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Cache ? new UncheckedCache() : bean;
            }
        };
    }

    private static final class UncheckedCache implements Cache {
        private final ConcurrentMap<Object, Object> entries = new ConcurrentHashMap<>();

        @Override
        @SuppressWarnings("unchecked")
        public <K, V> @Nullable V get(K id) {
            return (V) entries.get(id);
        }

        @Override
        public void put(Object id, Object entry) {
            entries.put(id, entry);
        }

        @Override
        public boolean putIfAbsent(Object id, Object entry) {
            return entries.putIfAbsent(id, entry) == null;
        }

        @Override
        public boolean remove(Object id) {
            return entries.remove(id) != null;
        }

        @Override
        public void removeAll() {
            entries.clear();
        }

        @Override
        public boolean containsKey(Object id) {
            return entries.containsKey(id);
        }

        @Override
        public Registration registerCacheEntryListener(EntryListener listener) {
            throw new UnsupportedOperationException("The cache has no listeners");
        }
    }
}
