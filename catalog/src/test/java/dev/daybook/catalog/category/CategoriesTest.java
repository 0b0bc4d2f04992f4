package dev.daybook.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CategoriesTest {
    private final Categories categories = mock();

    @Test
    void a_category_that_there_is_can_be_kept() {
        when(categories.keep(Books.ID.value())).thenCallRealMethod();
        when(categories.keepAll(Set.of(Books.ID.value()))).thenReturn(Set.of(Books.ID.value()));
        assertThat(categories.keep(Books.ID.value())).isTrue();
    }

    @Test
    void a_category_that_there_is_not_cannot() {
        when(categories.keep(Books.ID.value())).thenCallRealMethod();
        when(categories.keepAll(Set.of(Books.ID.value()))).thenReturn(Set.of());
        assertThat(categories.keep(Books.ID.value())).isFalse();
    }
}
