package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.ProductStatus.ACTIVE;
import static dev.daybook.catalog.product.ProductStatus.ARCHIVED;
import static dev.daybook.catalog.product.ProductStatus.INACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductStatusTest {
    @Test
    void only_an_archived_product_never_changes_its_status() {
        assertThat(ACTIVE.next()).containsExactly(INACTIVE, ARCHIVED);
        assertThat(INACTIVE.next()).containsExactly(ACTIVE, ARCHIVED);
        assertThat(ARCHIVED.next()).isEmpty();
    }
}
