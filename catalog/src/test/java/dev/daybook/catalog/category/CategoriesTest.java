package dev.daybook.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CategoriesTest {
    private final Categories categories = mock();

    @Test
    void a_category_that_exists_is_locked() {
        when(categories.lockIfExists(Books.ID.value())).thenCallRealMethod();
        when(categories.lockExisting(Set.of(Books.ID.value()))).thenReturn(Set.of(Books.ID.value()));
        assertThat(categories.lockIfExists(Books.ID.value())).isTrue();
    }

    @Test
    void a_category_that_does_not_exist_is_not_locked() {
        when(categories.lockIfExists(Books.ID.value())).thenCallRealMethod();
        when(categories.lockExisting(Set.of(Books.ID.value()))).thenReturn(Set.of());
        assertThat(categories.lockIfExists(Books.ID.value())).isFalse();
    }
}
