package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.ProductStatus.ACTIVE;
import static dev.daybook.catalog.product.ProductStatus.ARCHIVED;
import static dev.daybook.catalog.product.ProductStatus.INACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductStatusTest {
    @Test
    void a_product_goes_to_and_fro_until_it_is_archived_for_good() {
        assertThat(ACTIVE.next()).containsExactly(INACTIVE, ARCHIVED);
        assertThat(INACTIVE.next()).containsExactly(ACTIVE, ARCHIVED);
        assertThat(ARCHIVED.next()).isEmpty();
    }
}
